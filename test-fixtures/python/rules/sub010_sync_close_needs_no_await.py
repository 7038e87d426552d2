import bittensor as bt


async def height():
    sub = bt.Subtensor("finney")
    try:
        return sub.get_current_block()
    finally:
        sub.close()
