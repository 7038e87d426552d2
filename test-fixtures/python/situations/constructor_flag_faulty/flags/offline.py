from flags.chain import maybe_chain
from flags.miner import Miner


def rehearse() -> int:
    miner = Miner(1)
    other = Miner(2, offline=True)
    chain = maybe_chain(offline=True)
    print("chain:", chain)
    return miner.size() + other.size()
