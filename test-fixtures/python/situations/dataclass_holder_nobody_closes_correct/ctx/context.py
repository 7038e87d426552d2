from dataclasses import dataclass

import bittensor as bt


@dataclass
class Context:
    wallet: "bt.Wallet"
    subtensor: "bt.Subtensor"
    netuid: int = 1


def build_context(network: str, netuid: int) -> Context:
    return Context(
        wallet=bt.Wallet(),
        subtensor=bt.Subtensor(network=network),
        netuid=netuid,
    )
