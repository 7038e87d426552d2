# sdk: 11.3.0
import bittensor as bt


def configured(parser):
    bt.Subtensor.add_args(parser)
    return bt.Subtensor.config()
