import argparse

import bittensor as bt
from subnet.base import BaseValidator


class Validator(BaseValidator):
    async def forward(self) -> None:
        block = self.subtensor.get_current_block()
        bt.logging.info(f"forward at {block}")


def get_config() -> "bt.Config":
    parser = argparse.ArgumentParser()
    parser.add_argument("--netuid", type=int, default=1)
    bt.Subtensor.add_args(parser)
    bt.Wallet.add_args(parser)
    return bt.Config(parser)


if __name__ == "__main__":
    Validator(get_config()).run()
