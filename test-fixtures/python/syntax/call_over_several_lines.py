import bittensor as bt


def leak():
    subtensor = bt.Subtensor(
    #           ^^^^^^^^^^^^^ SUB001
        network="finney",
        config=None,
    )
    print(subtensor.get_current_block())


def in_parentheses():
    subtensor = (
        bt.Subtensor("finney")
#       ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    )
    print(subtensor.get_current_block())
