from typing import Optional

import bittensor as bt


class SubnetStats:
    """Owns its connection unless it was given one."""

    def __init__(self, netuid: int, subtensor: Optional[bt.Subtensor] = None):
        self.netuid = netuid
        self._owns = subtensor is None
        self.subtensor = subtensor if subtensor is not None else bt.Subtensor("finney")

    def tempo(self):
        return self.subtensor.tempo(self.netuid)

    def neurons(self):
        return self.subtensor.neurons_lite(self.netuid)

    def close(self):
        if self._owns:
            self.subtensor.close()
