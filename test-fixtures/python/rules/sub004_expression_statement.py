import bittensor as bt


def ping():
    bt.Subtensor("finney")
#   ^^^^^^^^^^^^^^^^^^^^^^ SUB004


bt.Subtensor("archive").get_current_block()
# line SUB004
