import logging

import bittensor as bt

logger = logging.getLogger("takes")


def fetch(subtensor: "bt.Subtensor", hotkey: str) -> float:
    subtensor = bt.Subtensor(network="archive")
    try:
        return float(subtensor.get_delegate_take(hotkey_ss58=hotkey))
    finally:
        subtensor.close()


def main(hotkey: str) -> None:
    sub = bt.Subtensor(network="finney")
    # line SUB001
    logger.info("block %d", sub.get_current_block())
    print(fetch(sub, hotkey))


if __name__ == "__main__":
    main("5F...")
