# mode: strict
import bittensor as bt


def close_quietly(sub):
    if sub is not None:
        sub.close()


def inner_connection():
    sub = bt.Subtensor("finney")
    sub.substrate.close()


def looked_up_close():
    sub = bt.Subtensor("finney")
    closer = getattr(sub, "close", None)
    if closer:
        closer()


def helper_that_only_closes():
    sub = bt.Subtensor("finney")
    close_quietly(sub)
