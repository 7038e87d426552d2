import bittensor as bt


class ChainClient:
    def __init__(self, network: str):
        self._subtensor = bt.Subtensor(network=network)

    def tempo(self, netuid: int) -> int:
        return int(self._subtensor.get_subnet_hyperparameters(netuid).tempo)

    def close(self) -> None:
        self._subtensor.close()
