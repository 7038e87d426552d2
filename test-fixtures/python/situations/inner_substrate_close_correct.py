import logging

import bittensor as bt
import websocket

logger = logging.getLogger("feed")


def push_head(feed_url: str, network: str) -> int:
    feed = websocket.create_connection(feed_url, timeout=10)
    sub = bt.Subtensor(network=network)
    try:
        head = sub.get_current_block()
        constant = sub.substrate.get_constant("SubtensorModule", "InitialTempo")
        feed.send(f"{head} {constant}")
        logger.info("pushed %d", head)
        return head
    finally:
        feed.close()
        sub.substrate.ws.close()
