import bittensor as bt


async def warm_up(subtensor):
    await subtensor.initialize()


async def main():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await warm_up(sub)
    print("ready")


async def main_closed():
    sub = bt.AsyncSubtensor("finney")
    await warm_up(sub)
    print("ready")
    await sub.close()
