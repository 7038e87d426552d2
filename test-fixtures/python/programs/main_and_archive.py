"""Compares the chain with its archive."""

from __future__ import annotations

import dataclasses
import logging
from concurrent.futures import ThreadPoolExecutor

import bittensor as bt

log = logging.getLogger(__name__)


@dataclasses.dataclass
class Clients:
    main: bt.Subtensor
    archive: bt.Subtensor | None = None

    @classmethod
    def create(cls, with_archive: bool) -> Clients:
        main = bt.Subtensor("finney")
#              ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
        try:
            archive = bt.Subtensor("archive") if with_archive else None
#                     ^^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
        except Exception:
            main.close()
            raise
        return cls(main, archive)

    def close(self) -> None:
        for it in (self.main, self.archive):
            if it is not None:
                it.close()


def tempo(netuid: int) -> int | None:
    with bt.Subtensor("finney") as sub:
        return sub.tempo(netuid)


def history(netuid: int, blocks: list[int]) -> list[int]:
    clients = Clients.create(with_archive=bool(blocks))
    try:
        if clients.archive is None:
            return [clients.main.tempo(netuid)]
        return [clients.archive.tempo(netuid, block=it) for it in blocks]
    finally:
        clients.close()


def main(netuids: list[int]) -> None:
    with ThreadPoolExecutor(4) as pool:
        for netuid, found in zip(netuids, pool.map(tempo, netuids)):
            log.info("%d %s %s", netuid, found, history(netuid, [1, 2, 3]))
