# sdk: 7.4.0
import bittensor as bt


def http():
    sub = bt.subtensor("http://127.0.0.1:9944")
    return sub.get_current_block()


def websocket():
    sub = bt.subtensor("ws://127.0.0.1:9944")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()
