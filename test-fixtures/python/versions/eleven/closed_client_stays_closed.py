# sdk: 11.3.0
import bittensor as bt


async def awaited_again():
    sub = bt.Subtensor("finney")
    client = await sub
    await client.close()
    again = await sub
    return await again.balances.get("5F")
    # line SUB013
