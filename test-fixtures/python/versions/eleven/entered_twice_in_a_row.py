# sdk: 11.3.0
import bittensor as bt


async def run():
    sub = bt.Subtensor("finney")
    async with sub as client:
        print(await client.balances.get("5F"))
    async with sub as client:
        print(await client.balances.get("5F"))
