import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    chain = sub
    sub.close()
    print(chain.get_current_block())
    # line SUB013
