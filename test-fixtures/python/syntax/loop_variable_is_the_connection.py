import bittensor as bt


def run():
    for sub in (bt.Subtensor("finney"), bt.Subtensor("archive")):
        print(sub.get_current_block())
        sub.close()
