import bittensor as bt


async def follow(stream):
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    await sub.initialize()
    async for event in stream:
        if event == "stop":
            return
        print(await sub.get_current_block())
    await sub.close()


async def follow_closed(stream):
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    async for event in stream:
        if event == "stop":
            break
        print(await sub.get_current_block())
    print([number async for number in stream])
    await sub.close()
