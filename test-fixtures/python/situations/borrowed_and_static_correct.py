import argparse
import functools
import logging
from typing import Optional, Union

import bittensor as bt

logger = logging.getLogger("types")
Chain = Union[bt.Subtensor, bt.AsyncSubtensor]


def build_config() -> "bt.Config":
    parser = argparse.ArgumentParser()
    bt.Subtensor.add_args(parser)
    bt.Wallet.add_args(parser)
    config = bt.Config(parser)
    logger.info("network %s", config.subtensor.network)
    return config


def defaults():
    return bt.Subtensor.config()


def is_sync(chain: Chain) -> bool:
    return isinstance(chain, bt.Subtensor)


def tempo(subtensor: "bt.Subtensor", netuid: int, cache: Optional[dict] = None) -> int:
    cache = cache if cache is not None else {}
    if netuid not in cache:
        cache[netuid] = int(subtensor.get_subnet_hyperparameters(netuid=netuid).tempo)
    return cache[netuid]


class Holder:
    subtensor: Optional[bt.Subtensor] = None

    def __init__(self, subtensor: bt.Subtensor):
        self.subtensor = subtensor
        self.opener = functools.partial(bt.Subtensor, network="finney")

    def block(self) -> int:
        return self.subtensor.get_current_block()
