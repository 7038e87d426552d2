import bittensor as bt


def report(subtensor):
    with subtensor:
        print(subtensor.get_current_block())


async def report_async(subtensor):
    async with subtensor as sub:
        print(await sub.get_current_block())


def run():
    report(bt.Subtensor("finney"))


async def run_async():
    await report_async(bt.AsyncSubtensor("finney"))
