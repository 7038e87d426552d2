import bittensor as bt
from proj.common import util


def closed():
    sub = bt.Subtensor()
    try:
        print(sub.block)
    finally:
        util.close_quietly(sub)


def left():
    sub = util.connect()
    #     ^^^^^^^^^^^^^^ SUB001
    print(sub.block)
