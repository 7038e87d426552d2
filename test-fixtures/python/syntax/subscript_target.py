import bittensor as bt


def leak():
    state = {}
    state["sub"] = bt.Subtensor("finney")
    #              ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(state["sub"].get_current_block())


def closed():
    state = {}
    state["sub"] = bt.Subtensor("finney")
    print(state["sub"].get_current_block())
    state["sub"].close()
