# sdk: 9.12.2
import bittensor as bt


def spelled_as_in_10():
    sub = bt.Subtensor("finney", mock=True)
    return sub.get_current_block()


async def api():
    sub = bt.SubtensorApi("finney", async_subtensor=True, mock=True)
    return await sub.block
