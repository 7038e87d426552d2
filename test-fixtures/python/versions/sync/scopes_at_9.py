# sdk: 9.12.2
import bittensor as bt


async def wrong_word():
    async with bt.subtensor("finney") as sub:
    #          ^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return sub.get_current_block()


def lower_case():
    with bt.subtensor("finney") as sub:
        return sub.get_current_block()


def existing():
    sub = bt.Subtensor("finney")
    with sub:
        return sub.get_current_block()
