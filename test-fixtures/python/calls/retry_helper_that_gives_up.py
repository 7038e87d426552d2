import bittensor as bt


def retry(f, *args, attempts=3):
    for _ in range(attempts):
        try:
            return f(*args)
        except ConnectionError:
            continue
    return None


def closed():
    sub = retry(bt.Subtensor, "finney")
    if sub is None:
        return None
    try:
        return sub.block
    finally:
        sub.close()


def leaks():
    sub = retry(bt.Subtensor, "finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    if sub is None:
        return None
    return sub.block
