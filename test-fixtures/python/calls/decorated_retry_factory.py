import bittensor as bt
from tenacity import retry, stop_after_attempt


@retry(stop=stop_after_attempt(3))
def connect():
    return bt.Subtensor("finney")


def leak():
    sub = connect()
    #     ^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    sub = connect()
    print(sub.get_current_block())
    sub.close()
