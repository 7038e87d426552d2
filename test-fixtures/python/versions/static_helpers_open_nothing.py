# sdk: 7.4.0
import argparse

import bittensor as bt


def config():
    parser = argparse.ArgumentParser()
    bt.subtensor.add_args(parser)
    bt.wallet.add_args(parser)
    print(bt.subtensor.config())
    return bt.subtensor.determine_chain_endpoint_and_network("finney")
