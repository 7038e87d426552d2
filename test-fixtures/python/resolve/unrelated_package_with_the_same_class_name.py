from mychain.client import AsyncSubtensor, Subtensor


def run():
    sub = Subtensor("finney")
    return sub.get_current_block()


async def run_async():
    sub = AsyncSubtensor("finney")
    return await sub.get_current_block()
