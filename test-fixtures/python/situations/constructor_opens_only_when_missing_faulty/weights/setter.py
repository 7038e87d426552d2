import logging
from typing import Optional

import bittensor as bt

logger = logging.getLogger(__name__)


class WeightSetter:
    def __init__(self, wallet, netuid: int, subtensor: Optional["bt.Subtensor"] = None):
        self.wallet = wallet
        self.netuid = netuid
        self._own = subtensor is None
        if subtensor is None:
            subtensor = bt.Subtensor(network="finney")
        self.subtensor = subtensor

    def set(self, uids, weights) -> bool:
        return bool(
            self.subtensor.set_weights(
                wallet=self.wallet, netuid=self.netuid, uids=uids, weights=weights
            )
        )

    def close(self) -> None:
        if self._own:
            self.subtensor.close()
