import bittensor as bt


def leak():
    print(f"head is {bt.Subtensor('finney').get_current_block():,}")
    #                ^^^^^^^^^^^^^^^^^^^^^^ SUB004


def closed():
    sub = bt.Subtensor("finney")
    print(f"head is {sub.get_current_block():,}")
    sub.close()
