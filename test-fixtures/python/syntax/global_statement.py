import bittensor as bt

chain = None


def connect():
    global chain
    chain = bt.Subtensor("finney")
    #       ^^^^^^^^^^^^^^^^^^^^^^ SUB008


def height():
    return chain.get_current_block()
