import atexit
import logging
from datetime import datetime, timezone

import bittensor as bt

logger = logging.getLogger("telegram-bot")
subtensor = bt.Subtensor(network="finney")
atexit.register(subtensor.close)
SUBNETS = {1: "apex", 8: "taoshi", 19: "nineteen"}


def format_price(netuid: int) -> str:
    price = subtensor.get_subnet_price(netuid=netuid)
    return f"{SUBNETS.get(netuid, netuid)}: {float(price):.4f} TAO"


def on_message(text: str) -> str:
    logger.info("%s %s", datetime.now(timezone.utc), text)
    command, _, argument = text.partition(" ")
    if command == "/price" and argument.isdigit():
        return format_price(int(argument))
    if command == "/block":
        return str(subtensor.get_current_block())
    return "unknown command"
