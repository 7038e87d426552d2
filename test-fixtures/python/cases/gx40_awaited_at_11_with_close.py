# sdk: 11.3.0
import asyncio

import bittensor as bt


async def main():
    client = await bt.Subtensor("finney")
    print(await client.balances.get("5F"))
    await client.close()


asyncio.run(main())
