# sdk: 8.4.4
import bittensor as bt


def run():
    sub = bt.subtensor("finney")
    try:
        mg = sub.metagraph(1)
        mg.sync()
        mg.sync(subtensor=sub)
    finally:
        sub.close()
