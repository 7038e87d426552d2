# sdk: 11.3.0
import bittensor as bt


async def run():
    async with bt.Subtensor("finney") as client:
        past = client.at(1000)
        print(await past.balances.get("5F"))


async def leak():
    client = await bt.Subtensor("finney")
    #              ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    past = client.at(1000)
    return await past.balances.get("5F")


def blocking():
    past = bt.Subtensor("finney").at(1000)
    return past.balances.get("5F")
