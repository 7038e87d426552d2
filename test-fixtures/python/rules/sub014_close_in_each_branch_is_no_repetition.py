import bittensor as bt


def run(flag):
    sub = bt.Subtensor("finney")
    if flag:
        print(sub.get_current_block())
        sub.close()
    else:
        sub.close()


def handlers():
    sub = bt.Subtensor("finney")
    try:
        block = sub.get_current_block()
    except Exception:
        sub.close()
        return None
    sub.close()
    return block
