from __future__ import annotations

from dataclasses import dataclass, field

import bittensor as bt

from settings import Settings, get_settings


@dataclass
class AppContext:
    settings: Settings = field(default_factory=get_settings)
    wallet: bt.Wallet | None = None
    subtensor: bt.Subtensor = field(init=False)
    tags: list = field(default_factory=list)

    def __post_init__(self):
        self.subtensor = bt.Subtensor(self.settings.network)

    def close(self):
        self.subtensor.close()
