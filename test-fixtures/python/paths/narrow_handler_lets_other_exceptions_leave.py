import bittensor as bt


def narrow():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    try:
        sub.get_current_block()
    except ConnectionError:
        sub.close()
        raise
    sub.close()
