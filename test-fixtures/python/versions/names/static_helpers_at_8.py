# sdk: 8.5.2
import argparse

import bittensor as bt
from bittensor.core.subtensor import Subtensor


def helpers():
    parser = argparse.ArgumentParser()
    bt.subtensor.add_args(parser)
    Subtensor.help()
    Subtensor.setup_config("finney", Subtensor.config())
    return Subtensor.determine_chain_endpoint_and_network("finney")
