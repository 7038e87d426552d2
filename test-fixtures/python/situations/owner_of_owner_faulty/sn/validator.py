import time

from sn.client import ChainClient


class Validator:
    def __init__(self, network: str, netuid: int):
        self.netuid = netuid
        self.chain = ChainClient(network)
        self.running = True

    def run(self, rounds: int) -> None:
        for _ in range(rounds):
            print(self.netuid, self.chain.head())
            time.sleep(12)

    def stop(self) -> None:
        self.running = False
        self._teardown()

    def _teardown(self) -> None:
        self.chain.disconnect()
