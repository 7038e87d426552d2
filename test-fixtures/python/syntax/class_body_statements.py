import bittensor as bt


class Constants:
    sub = bt.Subtensor("finney")
    genesis = sub.get_block_hash(0)
    sub.close()
