import bittensor as bt


def locked(lock):
    sub = bt.Subtensor("local")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    with lock:
        pass
    sub.close()
