import bittensor as bt

SubtensorClass = bt.Subtensor if hasattr(bt, "Subtensor") else bt.subtensor


def run():
    sub = SubtensorClass("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def run_closed():
    sub = SubtensorClass("finney")
    print(sub.get_current_block())
    sub.close()
