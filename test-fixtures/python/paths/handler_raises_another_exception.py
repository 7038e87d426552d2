import bittensor as bt


class ChainError(Exception):
    pass


def wrapped():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    try:
        block = sub.get_current_block()
    except Exception as err:
        raise ChainError("no block") from err
    sub.close()
    return block


def wrapped_with_finally():
    sub = bt.Subtensor("finney")
    try:
        return sub.get_current_block()
    except Exception as err:
        raise ChainError("no block") from err
    finally:
        sub.close()
