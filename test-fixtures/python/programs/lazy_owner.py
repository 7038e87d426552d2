from __future__ import annotations

import json
import logging
from pathlib import Path

import bittensor as bt

log = logging.getLogger("lazy")


class ChainReader:
    def __init__(self, network: str, cache_dir: Path):
        self.network = network
        self.cache_dir = cache_dir
        self._subtensor: bt.Subtensor | None = None

    @property
    def subtensor(self) -> bt.Subtensor:
        if self._subtensor is None:
            self._subtensor = bt.Subtensor(network=self.network)
        return self._subtensor

    def identity(self, coldkey: str) -> dict:
        path = self.cache_dir / f"{coldkey}.json"
        if path.exists():
            return json.loads(path.read_text())
        found = self.subtensor.query_identity(coldkey)
        data = {"name": found.name if found else None}
        path.write_text(json.dumps(data))
        return data

    def close(self) -> None:
        if self._subtensor is not None:
            self._subtensor.close()
            self._subtensor = None


def main(keys: list[str]) -> None:
    reader = ChainReader("finney", Path("/tmp/ids"))
    try:
        for key in keys:
            log.info("%s %s", key[:6], reader.identity(key))
    finally:
        reader.close()


if __name__ == "__main__":
    main(Path("keys.txt").read_text().split())
