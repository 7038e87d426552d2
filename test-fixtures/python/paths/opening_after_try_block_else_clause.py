import bittensor as bt


def load(path):
    try:
        handle = open(path)
    except OSError:
        return None
    else:
        sub = bt.Subtensor("finney")
        block = sub.get_current_block()
        sub.close()
    handle.close()
    return block


def load_leaking(path):
    try:
        text = path.read_text()
    except OSError:
        return None
    else:
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
        block = sub.get_current_block()
    return text, block
