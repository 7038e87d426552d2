# sdk: 8.5.2
import bittensor as bt


def height():
    with bt.subtensor("finney") as sub:
    #    ^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return sub.get_current_block()


def height_finally():
    sub = bt.subtensor("finney")
    try:
        return sub.get_current_block()
    finally:
        sub.close()
