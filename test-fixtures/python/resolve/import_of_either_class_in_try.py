try:
    from bittensor.core.subtensor import Subtensor
except ImportError:
    from bittensor import subtensor as Subtensor


def run():
    sub = Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()
