import bittensor as bt


def close_all(sub):
    for target in (sub, getattr(sub, "substrate", None), getattr(sub, "interface", None)):
        close = getattr(target, "close", None)
        if callable(close):
            close()


def by_a_helper():
    sub = bt.Subtensor("finney")
    try:
        print(sub.block)
    finally:
        close_all(sub)


def by_names():
    sub = bt.Subtensor("finney")
    try:
        print(sub.block)
    finally:
        for name in ("close", "disconnect"):
            close = getattr(sub, name, None)
            if callable(close):
                close()
                break
