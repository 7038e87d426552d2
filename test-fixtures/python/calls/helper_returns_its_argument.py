import bittensor as bt


def checked(subtensor):
    print("network", subtensor.network)
    return subtensor


def leak():
    sub = checked(bt.Subtensor("finney"))
    #             ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    sub = checked(bt.Subtensor("finney"))
    print(sub.get_current_block())
    sub.close()
