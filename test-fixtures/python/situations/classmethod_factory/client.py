from __future__ import annotations

import os

import bittensor as bt


class Client:
    def __init__(self, subtensor: bt.Subtensor, label: str):
        self.subtensor = subtensor
        self.label = label

    @classmethod
    def from_network(cls, network: str) -> Client:
        return cls(bt.Subtensor(network), label=network)

    @classmethod
    def from_env(cls) -> Client:
        return cls.from_network(os.environ.get("NETWORK", "finney"))

    @staticmethod
    def valid(network: str) -> bool:
        return network in ("finney", "test", "local") or network.startswith("ws")

    def block(self):
        return self.subtensor.get_current_block()

    def close(self):
        self.subtensor.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()
