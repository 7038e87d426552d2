import bittensor as bt


async def follow():
    sub = bt.AsyncSubtensor("finney")
    while True:
        try:
            await sub.initialize()
            print(await sub.get_current_block())
        finally:
            await sub.close()
