import bittensor as bt


def run():
    sub = getattr(bt, "Subtensor")("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def run_variable():
    cls = getattr(bt, "Subtensor")
    sub = cls("finney")
    #     ^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
