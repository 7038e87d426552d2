# sdk: 6.12.4
import bittensor


async def both_words_are_wrong():
    async with bittensor.subtensor("finney") as sub:
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return sub.get_current_block()


def existing():
    sub = bittensor.subtensor("finney")
    with sub:
    #    ^^^ SUB011
        return sub.get_current_block()
