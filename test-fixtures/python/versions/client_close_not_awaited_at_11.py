# sdk: 11.3.0
import bittensor as bt


async def run():
    client = await bt.Client("finney").connect()
    #              ^^^^^^^^^^^^^^^^^^^ SUB010
    print(await client.balances.get("5F"))
    client.close()


async def run_awaited_subtensor():
    client = await bt.Subtensor("finney")
    #              ^^^^^^^^^^^^^^^^^^^^^^ SUB010
    print(await client.balances.get("5F"))
    client.close()
