# sdk: 11.3.0
import bittensor as bt


async def closed_on_one_path(address):
    client = await bt.Subtensor("finney")
    #              ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    if not address:
        return None
    balance = await client.balances.get(address)
    await client.close()
    return balance


async def awaited_on_one_path(address):
    sub = bt.Subtensor("finney")
    if not address:
        return None
    client = await sub
    balance = await client.balances.get(address)
    await client.close()
    return balance
