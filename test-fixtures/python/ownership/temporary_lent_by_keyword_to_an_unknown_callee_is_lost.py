# sdk: 9.12.2
import bittensor as bt
from template.protocol import check_registration


def run(wallet):
    check_registration(wallet, subtensor=bt.subtensor(network="test"))
    #                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB004
