# sdk: 11.3.0
import turbobt
from turbobt.substrate import Substrate

URL = "wss://entrypoint-finney.opentensor.ai:443"


async def cold():
    bittensor = turbobt.Bittensor("finney")
    print(bittensor)


async def close_not_awaited():
    bittensor = turbobt.Bittensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    print(await bittensor.head.get())
    bittensor.close()


async def leak_of_its_own_subtensor():
    subtensor = turbobt.Subtensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await subtensor.chain.getHeader()


async def scoped():
    async with turbobt.CacheSubtensor("finney") as subtensor:
        return await subtensor.chain.getHeader()


async def substrate():
    it = Substrate(URL)
    #    ^^^^^^^^^^^^^^ SUB001
    return await it.chain.getHeader()


async def substrate_closed():
    it = turbobt.Substrate(URL)
    print(await it.chain.getHeader())
    await it.close()


async def wrong_word():
    with turbobt.Subtensor("finney") as subtensor:
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return await subtensor.chain.getHeader()


async def own_transport(transport):
    subtensor = turbobt.Subtensor("finney", transport=transport)
    return await subtensor.chain.getHeader()
