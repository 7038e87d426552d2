import bittensor as bt


def run():
    with bt.Subtensor("finney") as sub:
        print(sub.get_current_block())
    print(sub.get_total_subnets())
    # line SUB013
