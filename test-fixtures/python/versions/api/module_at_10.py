# sdk: 10.0.0
from bittensor import extras
from bittensor.extras import SubtensorApi
from bittensor.extras.subtensor_api import SubtensorApi as FromModule


def leak():
    api = SubtensorApi("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return api.chain.get_current_block()


def leak_from_the_module():
    api = FromModule("finney")
    #     ^^^^^^^^^^^^^^^^^^^^ SUB001
    return api.block


def scoped():
    with extras.SubtensorApi("finney") as api:
        return api.chain.get_current_block()


def closed_through_the_inner_object():
    api = SubtensorApi("finney")
    block = api.block
    api.inner_subtensor.close()
    return block


async def wrong_word():
    async with SubtensorApi("finney", async_subtensor=False) as api:
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return api.block


async def async_one():
    async with SubtensorApi("finney", async_subtensor=True) as api:
        print(await api.chain.get_current_block())


async def async_one_closed():
    api = SubtensorApi("finney", async_subtensor=True)
    print(await api.chain.get_current_block())
    await api.substrate.close()


async def inner_object_returned_by_initialize():
    sub = await SubtensorApi("finney", async_subtensor=True).initialize()
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(await sub.get_current_block())
