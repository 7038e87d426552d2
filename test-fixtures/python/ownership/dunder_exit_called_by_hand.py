import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    sub.__enter__()
    try:
        print(sub.get_current_block())
    finally:
        sub.__exit__(None, None, None)


async def run_async():
    sub = await bt.AsyncSubtensor("finney").__aenter__()
    try:
        print(await sub.get_current_block())
    finally:
        await sub.__aexit__(None, None, None)
