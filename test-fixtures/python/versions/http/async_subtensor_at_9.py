# sdk: 9.12.2
import bittensor as bt
from bittensor.core.async_subtensor import get_async_subtensor


async def http():
    sub = bt.AsyncSubtensor(network="https://lite.chain.opentensor.ai")
    other = await get_async_subtensor("https://lite.chain.opentensor.ai")
    return await sub.get_current_block() - await other.get_current_block()


async def websocket():
    sub = bt.AsyncSubtensor(network="wss://lite.chain.opentensor.ai")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


def metagraph():
    mg = bt.metagraph(1, network="https://lite.chain.opentensor.ai")
    return mg.n
