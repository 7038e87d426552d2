# sdk: 10.5.0
import argparse

import bittensor as bt
from bittensor.utils import determine_chain_endpoint_and_network


def helpers():
    parser = argparse.ArgumentParser()
    bt.Subtensor.add_args(parser)
    bt.AsyncSubtensor.add_args(parser)
    bt.SubtensorApi.add_args(parser)
    bt.Subtensor.setup_config("finney", bt.Subtensor.config())
    bt.AsyncSubtensor.help()
    return determine_chain_endpoint_and_network("finney")


def helper_of_a_cold_one():
    sub = bt.AsyncSubtensor("finney")
    return sub.config()
