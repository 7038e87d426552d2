import bittensor as bt


def leak():
    sub = bt.Subtensor("finney"); print(sub.get_current_block())
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001


def closed():
    sub = bt.Subtensor("finney"); print(sub.get_current_block()); sub.close()


def two():
    a = bt.Subtensor("finney"); b = bt.Subtensor("archive"); b.close()
    #   ^^^^^^^^^^^^^^^^^^^^^^ SUB001
