# sdk: 8.5.2
import bittensor as bt


async def never_used():
    sub = await bt.async_subtensor("finney")
    print(sub.network)


async def entered_again():
    async with await bt.async_subtensor("finney") as sub:
        print(await sub.get_current_block())


async def coroutine_never_awaited():
    return bt.async_subtensor("finney")
