# sdk: 10.5.0
import bittensor as bt


def through_the_metagraph():
    sub = bt.Subtensor()
    mg = sub.metagraph(1)
    print(mg.n)
    mg.subtensor.close()


async def in_an_async_one():
    sub = bt.AsyncSubtensor()
    await sub.initialize()
    mg = await sub.metagraph(1)
    print(mg.n)
    await mg.subtensor.close()


def not_at_all():
    sub = bt.Subtensor()
#         ^^^^^^^^^^^^^^ SUB001
    mg = sub.metagraph(1)
    return mg.n


def given_away():
    sub = bt.Subtensor()
#         ^^^^^^^^^^^^^^ SUB001
    return sub.metagraph(1)
