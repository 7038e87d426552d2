import bittensor as bt


async def release(sub):
    print("closing")
    sub.close()


def main():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    release(sub)


async def main_awaited():
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    await release(sub)
