import bittensor as bt


def show(subtensor):
    print(subtensor.get_current_block())


def run():
    show(sub := bt.Subtensor("finney"))
    #           ^^^^^^^^^^^^^^^^^^^^^^ SUB001


def run_closed():
    show(sub := bt.Subtensor("finney"))
    sub.close()
