# sdk: 10.5.0
from bittensor_cli.src.bittensor.subtensor_interface import SubtensorInterface


async def no_such_method():
    sub = SubtensorInterface("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(await sub.get_total_stake_for_coldkey("5F"))
    await sub.close()


async def inner_connection():
    sub = SubtensorInterface("finney")
    print(await sub.get_total_stake_for_coldkey("5F"))
    await sub.substrate.close()


async def wrong_word():
    with SubtensorInterface("finney") as sub:
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        print(await sub.get_total_stake_for_coldkey("5F"))


async def cold():
    sub = SubtensorInterface("finney")
    print(sub.network)
