import bittensor as bt


def run():
    with bt.Subtensor("finney") as sub:
        print(sub.get_current_block())
    sub.close()
#   ^^^^^^^^^^^ SUB014
