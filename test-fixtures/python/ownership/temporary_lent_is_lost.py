import bittensor as bt


def show_block(subtensor):
    print(subtensor.get_current_block())


def run():
    show_block(bt.Subtensor("finney"))
    #          ^^^^^^^^^^^^^^^^^^^^^^ SUB004
