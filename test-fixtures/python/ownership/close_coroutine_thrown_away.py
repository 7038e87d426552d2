import bittensor as bt


async def underscore():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    await sub.initialize()
    _ = sub.close()


async def formatted():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    await sub.initialize()
    print(f"closed: {sub.close()}")


async def statement():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    await sub.initialize()
    sub.close()
