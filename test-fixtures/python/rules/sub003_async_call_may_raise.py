import bittensor as bt


async def run():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    await sub.initialize()
    print(await sub.get_current_block())
    await sub.close()


async def run_safe():
    sub = bt.AsyncSubtensor("finney")
    try:
        await sub.initialize()
        print(await sub.get_current_block())
    finally:
        await sub.close()
