import logging
import time

from fleet import NodeClient

logger = logging.getLogger("monitor")


def monitor(endpoints: list[str], rounds: int) -> None:
    clients = [NodeClient(endpoint) for endpoint in endpoints]
    # line SUB007
    try:
        for _ in range(rounds):
            heads = {c.endpoint: c.head() for c in clients}
            logger.info("spread %d", max(heads.values()) - min(heads.values()))
            time.sleep(12)
    finally:
        for client in clients:
            client.stop()


if __name__ == "__main__":
    monitor(["finney", "archive"], 10)
