import bittensor as bt


def weights():
    sub = bt.Subtensor("local")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    import numpy

    sub.close()
    return numpy
