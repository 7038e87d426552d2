import argparse
from abc import ABC, abstractmethod

import bittensor as bt


class Command(ABC):
    name = ""

    def __init__(self, args: argparse.Namespace):
        self.args = args
        self.subtensor = None

    def execute(self) -> int:
        self.subtensor = bt.Subtensor(network=self.args.network)
        try:
            return self.run()
        finally:
            self.subtensor.close()

    @abstractmethod
    def run(self) -> int:
        ...
