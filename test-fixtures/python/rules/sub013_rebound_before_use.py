import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    sub.close()
    sub = bt.Subtensor("archive")
    print(sub.get_current_block())
    sub.close()
