import bittensor
import bittensor as bt


class Fake:
    def __init__(self, *args, **kwargs):
        self.calls = []

    def metagraph(self, netuid):
        self.calls.append(netuid)
        return {"netuid": netuid}


bittensor.Subtensor = Fake


def demo() -> None:
    sub = bt.Subtensor(network="finney")
    print(sub.metagraph(1))
    print(sub.metagraph(2))


if __name__ == "__main__":
    demo()
