import bittensor as bt


def require(flag: bool):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    if not flag:
        raise RuntimeError("not allowed")
    sub.close()


def require_closed_first(flag: bool):
    sub = bt.Subtensor("finney")
    if not flag:
        sub.close()
        raise RuntimeError("not allowed")
    sub.close()
