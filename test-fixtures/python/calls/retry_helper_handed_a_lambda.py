import bittensor as bt


def call(func):
    return func()


def leak():
    sub = call(lambda: bt.Subtensor("finney"))
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    sub = call(lambda: bt.Subtensor("finney"))
    print(sub.get_current_block())
    sub.close()
