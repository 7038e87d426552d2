import logging

from .client import Client

logger = logging.getLogger(__name__)


def run() -> None:
    client = Client("finney", 33)
    try:
        logger.info("%r %s", client, len(client.uids()))
    finally:
        client.subtensor.close()
