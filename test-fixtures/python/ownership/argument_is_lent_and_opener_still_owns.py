import bittensor as bt


def show_block(subtensor):
    print(subtensor.get_current_block())


def leak():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    show_block(sub)


def closed():
    sub = bt.Subtensor("finney")
    show_block(sub)
    sub.close()
