import atexit
import logging

import bittensor as bt

logger = logging.getLogger("discord-bot")
sub = bt.Subtensor(network="finney")


def reconnect() -> None:
    global sub
    logger.warning("reconnecting")
    sub.close()
    sub = bt.Subtensor(network="finney")


@atexit.register
def close_chain() -> None:
    sub.close()


def emission(netuid: int) -> str:
    try:
        return str(sub.subnet(netuid=netuid).tao_in_emission)
    except ConnectionError:
        reconnect()
        return "unknown"
