"""Flask's `g` keeps it for one request."""

import bittensor as bt
from flask import g


def open_chain():
    g.chain = bt.Subtensor("finney")


def close_chain(_):
    chain = g.pop("chain", None)
    if chain is not None:
        chain.close()
