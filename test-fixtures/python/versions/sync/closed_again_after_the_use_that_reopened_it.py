# sdk: 10.5.0
import bittensor as bt


def needed():
    sub = bt.Subtensor("finney")
    sub.close()
    print(sub.get_current_block())
    # line SUB013
    sub.close()


def redundant():
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    sub.close()
    sub.close()
#   ^^^^^^^^^^^ SUB014


def used_in_a_loop():
    with bt.Subtensor("finney") as sub:
        print(sub.get_current_block())
    for netuid in range(3):
        print(sub.tempo(netuid))
        # line SUB013
