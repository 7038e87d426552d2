import bittensor as bt


async def reset(sub):
    await sub.close()
    await sub.initialize()


async def follow(rounds):
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
    await sub.initialize()
    for _ in range(rounds):
        await reset(sub)
        print(await sub.get_current_block())
