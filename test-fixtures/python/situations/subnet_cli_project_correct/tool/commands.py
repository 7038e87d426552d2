import bittensor as bt

from .base import Command


class Head(Command):
    name = "head"

    def run(self) -> int:
        print(self.subtensor.get_current_block())
        return 0


class Diff(Command):
    name = "diff"

    def run(self) -> int:
        archive = bt.Subtensor(network="archive")
        here = self.subtensor.get_current_block()
        there = archive.get_current_block()
        if here == there:
            print("same")
            archive.close()
            return 0
        archive.close()
        print(here - there)
        return 1
