import bittensor
from bittensor import Subtensor as RealSubtensor

from fakechain import Subtensor


def compare(netuid):
    fake = Subtensor("local")
    with RealSubtensor("finney") as real:
        return len(fake.metagraph(netuid)), real.metagraph(netuid).n


def head():
    real = bittensor.Subtensor("finney")
    # line SUB001
    fake = Subtensor()
    return real.get_current_block() - fake.get_current_block()


if __name__ == "__main__":
    print(compare(3), head())
