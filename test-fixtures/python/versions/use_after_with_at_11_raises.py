# sdk: 11.3.0
import bittensor as bt


async def run():
    async with bt.Subtensor("finney") as client:
        print(await client.balances.get("5F"))
    return await client.balances.get("5C")
    # line SUB013
