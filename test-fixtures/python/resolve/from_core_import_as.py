from bittensor.core.async_subtensor import AsyncSubtensor as A
from bittensor.core.subtensor import Subtensor as Chain


def run():
    sub = Chain("finney")
    #     ^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


async def run_async():
    sub = A("finney")
    #     ^^^^^^^^^^^ SUB001
    print(await sub.get_current_block())
