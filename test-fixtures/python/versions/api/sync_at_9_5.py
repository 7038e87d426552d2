# sdk: 9.5.0
import bittensor as bt
from bittensor.core.subtensor_api import SubtensorApi


def leak():
    api = SubtensorApi("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return api.chain.get_current_block()


def scoped():
    with bt.SubtensorApi("finney") as api:
        return api.chain.get_current_block()


async def wrong_word():
    async with bt.SubtensorApi("finney") as api:
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return api.chain.get_current_block()


def closed_through_the_substrate():
    api = bt.SubtensorApi("finney")
    block = api.chain.get_current_block()
    api.substrate.close()
    return block


def closed_through_the_inner_object():
    api = bt.SubtensorApi("finney")
    block = api.chain.get_current_block()
    api._subtensor.close()
    return block
