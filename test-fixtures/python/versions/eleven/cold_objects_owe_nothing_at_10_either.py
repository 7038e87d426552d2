# sdk: 10.5.0
import bittensor as bt


async def async_one_is_cold():
    sub = bt.AsyncSubtensor("finney")
    print(sub.network)


def sync_one_is_not():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.network)
