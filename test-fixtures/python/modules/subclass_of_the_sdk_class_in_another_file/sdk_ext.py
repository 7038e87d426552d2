import bittensor as bt
from bittensor.utils.mock import MockSubtensor


class RetryingSubtensor(bt.Subtensor):
    def get_current_block(self):
        for _ in range(3):
            try:
                return super().get_current_block()
            except ConnectionError:
                print("once more")
        return 0


class OfflineSubtensor(MockSubtensor):
    pass
