# sdk: 9.12.2
import bittensor


def run():
    sub = bittensor.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def run_class():
    sub = bittensor.core.subtensor.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
