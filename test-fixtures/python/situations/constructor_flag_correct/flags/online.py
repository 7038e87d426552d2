from flags.chain import maybe_chain
from flags.miner import Miner


def run() -> int:
    miner = Miner(1, offline=False)
    chain = maybe_chain()
    print(chain.get_current_block())
    size = miner.size()
    chain.close()
    miner.close()
    return size
