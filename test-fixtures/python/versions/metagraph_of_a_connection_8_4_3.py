# sdk: 8.4.3
import bittensor as bt


def run():
    sub = bt.subtensor("finney")
    try:
        mg = sub.metagraph(1)
        mg.sync()
#       ^^^^^^^^^ SUB009
        mg.sync(subtensor=sub)
    finally:
        sub.close()
