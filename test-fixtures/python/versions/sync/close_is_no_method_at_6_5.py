# sdk: 6.5.0
import bittensor


def no_such_method():
    sub = bittensor.subtensor(network="finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    sub.close()


def inner_connection():
    sub = bittensor.subtensor(network="finney")
    print(sub.get_current_block())
    sub.substrate.close()
