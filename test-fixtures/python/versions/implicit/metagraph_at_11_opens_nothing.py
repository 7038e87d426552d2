# sdk: 11.3.0
import bittensor as bt


def snapshot():
    return bt.Metagraph(1), bt.metagraph.Metagraph(1)


async def of_a_client():
    async with bt.Subtensor("finney") as client:
        mg = await client.subnets.metagraph(1)
        return mg
