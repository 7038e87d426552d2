import bittensor as bt


def leak():
    größe = bt.Subtensor("finney")
    #       ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print("höhe", größe.get_current_block())
