import bittensor as bt
from chain_tools import close_subtensor


def run():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    close_subtensor(sub)
