import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    sub.close()
    print("done")
    sub.close()
#   ^^^^^^^^^^^ SUB014
