# sdk: 11.3.0
import bittensor as bt


async def poll(addresses):
    for address in addresses:
        client = await bt.Subtensor("finney")
        #              ^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB005
        print(await client.balances.get(address))


async def poll_right(addresses):
    async with bt.Subtensor("finney") as client:
        for address in addresses:
            print(await client.balances.get(address))
