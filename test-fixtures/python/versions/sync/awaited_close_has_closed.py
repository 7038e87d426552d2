# sdk: 10.5.0
import bittensor as bt


async def run():
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    await sub.close()
