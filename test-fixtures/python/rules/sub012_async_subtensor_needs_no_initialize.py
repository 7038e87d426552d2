import bittensor as bt


async def main():
    sub = bt.AsyncSubtensor("finney")
    print(await sub.get_current_block())
    await sub.close()
