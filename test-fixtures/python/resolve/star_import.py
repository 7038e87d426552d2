from bittensor import *


def run():
    sub = Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
