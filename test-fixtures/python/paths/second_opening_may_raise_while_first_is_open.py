import bittensor as bt


def compare():
    finney = bt.Subtensor("finney")
    #        ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    archive = bt.Subtensor("archive")
    archive.close()
    finney.close()
