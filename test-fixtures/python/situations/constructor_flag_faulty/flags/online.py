from flags.chain import maybe_chain
from flags.miner import Miner


def run() -> int:
    miner = Miner(1, offline=False)
    # line SUB007
    chain = maybe_chain()
    # line SUB001
    print(chain.get_current_block())
    size = miner.size()
    return size
