import bittensor as bt


def heights(count):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    for _ in range(count):
        yield sub.get_current_block()
