import bittensor as bt


def run():
    with bt.Subtensor("finney"):
        print("only held open")


async def run_async():
    sub = bt.AsyncSubtensor("finney")
    async with sub as same:
        print(await same.get_current_block())
