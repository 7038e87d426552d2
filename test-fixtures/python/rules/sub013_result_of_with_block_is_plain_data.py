import bittensor as bt


def run():
    with bt.Subtensor("finney") as sub:
        block = sub.get_current_block()
    print("block", block)
    return block
