# sdk: 6.12.4
import bittensor


def run():
    sub = bittensor.subtensor("finney")
    sub.close()
    return sub.get_current_block()
    # line SUB013


def before():
    sub = bittensor.subtensor("finney")
    block = sub.get_current_block()
    sub.close()
    return block
