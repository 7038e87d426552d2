# sdk: 9.8.0
from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import bittensor as bt


@dataclass
class MinerContext:
    wallet: Any
    netuid: int = 4
    subtensor: bt.Subtensor = field(default_factory=bt.Subtensor)
    # line SUB006
    blacklist: set[str] = field(default_factory=set)
    started: float = field(default_factory=time.time)

    @property
    def uptime(self) -> float:
        return time.time() - self.started

    def allowed(self, hotkey: str) -> bool:
        if hotkey in self.blacklist:
            return False
        return self.subtensor.is_hotkey_registered(hotkey, netuid=self.netuid)


def serve(ctx: MinerContext) -> None:
    for hotkey in ("5A", "5B", "5C"):
        print(hotkey, ctx.allowed(hotkey), f"{ctx.uptime:.1f}s")


if __name__ == "__main__":
    serve(MinerContext(wallet=bt.wallet()))
