import logging
import sqlite3

import bittensor as bt
import httpx

logger = logging.getLogger("dashboard")


class Dashboard:
    def __init__(self, netuid: int, network: str = "finney") -> None:
        self.netuid = netuid
        self.http = httpx.Client(timeout=10)
        self.db = sqlite3.connect("dashboard.db")
        self.subtensor = bt.Subtensor(network=network)
        # line SUB006
        self.dendrite = bt.Dendrite(wallet=bt.Wallet())

    def refresh(self) -> None:
        mg = self.subtensor.metagraph(self.netuid)
        rows = [(int(u), float(s)) for u, s in zip(mg.uids, mg.stake)]
        self.db.executemany("insert into stakes values (?, ?)", rows)
        self.http.post("https://example.com/hook", json=rows)

    def close(self) -> None:
        self.dendrite.close_session()
        self.http.close()
        self.db.close()
        logger.info("dashboard closed")


if __name__ == "__main__":
    board = Dashboard(1)
    try:
        board.refresh()
    finally:
        board.close()
