# sdk: 11.3.0
import bittensor as bt


async def leak():
    client = await bt.Subtensor("finney")
    #              ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    balances = client.balances
    return await balances.get("5F")


async def closed():
    client = await bt.Subtensor("finney")
    balances, staking = client.balances, client.staking
    print(await balances.get("5F"), await staking.get("5F"))
    await client.close()
