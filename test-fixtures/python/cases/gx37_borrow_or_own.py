import bittensor as bt


def never(subtensor=None):
    sub = subtensor or bt.Subtensor()
    #                  ^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed_if_own(subtensor=None):
    own = subtensor is None
    sub = subtensor or bt.Subtensor()
    try:
        return sub.get_current_block()
    finally:
        if own:
            sub.close()


def closed_always(subtensor=None):
    sub = subtensor or bt.Subtensor()
    try:
        return sub.get_current_block()
    finally:
        sub.close()
