import bittensor as bt


def block(sub=None):
    own = sub is None
    if own:
        sub = bt.Subtensor("finney")
    number = sub.get_current_block()
    if own:
        sub.close()
    return number


def block_inverted(sub=None):
    own = sub is None
    if own:
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
    number = sub.get_current_block()
    if not own:
        sub.close()
    return number
