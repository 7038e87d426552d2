# sdk: 11.3.0
import bittensor as bt


async def run():
    sub = bt.Subtensor("finney")
    first = await sub
    second = await sub
    print(await first.balances.get("5F"), await second.balances.get("5C"))
    await second.close()
