# sdk: 6.6.0
import bittensor


def method():
    sub = bittensor.subtensor(network="finney")
    print(sub.get_current_block())
    sub.close()


def inner_connection():
    sub = bittensor.subtensor(network="finney")
    print(sub.get_current_block())
    sub.substrate.close()
