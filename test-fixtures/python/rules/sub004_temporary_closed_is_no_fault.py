import bittensor as bt


def open_and_close():
    bt.Subtensor("finney").close()
