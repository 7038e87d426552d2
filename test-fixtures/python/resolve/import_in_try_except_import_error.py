try:
    import bittensor as bt
except ImportError:
    bt = None


def run():
    if bt is None:
        return None
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()
