import bittensor as bt


async def follow(rounds):
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
    await sub.initialize()
    for _ in range(rounds):
        try:
            print(await sub.get_current_block())
        except Exception:
            await sub.close()
            await sub.initialize()


async def follow_closed(rounds):
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    for _ in range(rounds):
        try:
            print(await sub.get_current_block())
        except Exception:
            await sub.close()
            await sub.initialize()
    await sub.close()
