import sys
import types


class _Subtensor:
    def __init__(self, network="fake"):
        self.network = network

    def get_current_block(self):
        return 1


fake = types.ModuleType("fake")
fake.Subtensor = _Subtensor
sys.modules["bittensor"] = fake

import bittensor as bt  # noqa: E402


def smoke() -> int:
    sub = bt.Subtensor(network="finney")
    print(sub.network)
    return sub.get_current_block()


if __name__ == "__main__":
    print(smoke())
