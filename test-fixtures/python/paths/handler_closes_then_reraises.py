# mode: strict
import bittensor as bt


def bare():
    sub = bt.Subtensor("finney")
    try:
        sub.get_current_block()
    except:
        sub.close()
        raise
    sub.close()


def exception():
    sub = bt.Subtensor("finney")
    try:
        sub.get_current_block()
    except Exception:
        sub.close()
        raise
    sub.close()


def base_exception():
    sub = bt.Subtensor("finney")
    try:
        sub.get_current_block()
    except BaseException:
        sub.close()
        raise
    sub.close()
