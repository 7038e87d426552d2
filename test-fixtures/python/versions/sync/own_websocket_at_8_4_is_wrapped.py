# sdk: 8.4.0
import bittensor as bt
from websockets.sync.client import connect


def lent(url):
    with connect(url) as websocket:
        sub = bt.subtensor("finney", websocket=websocket)
        return sub.get_current_block()


def without_one():
    sub = bt.subtensor("finney", websocket=None)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed_by_the_inner_name():
    sub = bt.subtensor("finney")
    block = sub.get_current_block()
    sub.websocket.close()
    return block
