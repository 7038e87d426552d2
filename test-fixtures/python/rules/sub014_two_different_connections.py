import bittensor as bt


def run():
    with bt.Subtensor("finney") as sub:
        other = bt.Subtensor("archive")
        print(sub.get_current_block() - other.get_current_block())
        other.close()
