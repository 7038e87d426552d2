# mode: strict
import bittensor as bt


def close_all(subs):
    for sub in subs:
        print(sub.block)
        sub.close()


def one():
    subs = [bt.Subtensor()]
    #       ^^^^^^^^^^^^^^ SUB003
    try:
        print(subs[0].block)
    finally:
        close_all(subs)


one()
