import bittensor as bt


def present(value):
    return value is not None


def run(netuid):
    sub = None
    try:
        sub = bt.Subtensor("finney")
        print(sub.subnet(netuid))
    except Exception as err:
        print(err)
    if present(sub):
        sub.close()


def run_hasattr(netuid):
    sub = bt.Subtensor("finney")
    print(sub.subnet(netuid))
    if hasattr(sub, "close"):
        sub.close()


def run_callable(netuid):
    sub = bt.Subtensor("finney")
    print(sub.subnet(netuid))
    close = getattr(sub, "close", None)
    if callable(close):
        close()
