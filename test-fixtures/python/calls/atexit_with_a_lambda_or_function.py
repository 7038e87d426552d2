import atexit

import bittensor as bt


def by_lambda():
    sub = bt.Subtensor("finney")
    atexit.register(lambda: sub.close())
    return sub.get_current_block()


def by_nested_function():
    sub = bt.Subtensor("finney")

    @atexit.register
    def cleanup():
        sub.close()

    return sub.get_current_block()


def by_argument():
    sub = bt.Subtensor("finney")

    def cleanup(connection):
        connection.close()

    atexit.register(cleanup, sub)
    return sub.get_current_block()
