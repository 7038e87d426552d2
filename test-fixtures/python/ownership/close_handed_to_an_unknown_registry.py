import bittensor as bt
from subnet.lifecycle import on_shutdown, schedule


def bound_close(registry):
    sub = bt.Subtensor("finney")
    registry.add(sub.close)


def imported_registry():
    sub = bt.Subtensor("finney")
    on_shutdown(sub.close)


async def close_coroutine():
    sub = await bt.AsyncSubtensor("finney").initialize()
    schedule(sub.close())
