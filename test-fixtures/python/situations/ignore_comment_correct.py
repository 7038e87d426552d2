import logging

import bittensor as bt

logger = logging.getLogger("one-shot")


def one_shot(hotkey: str) -> None:
    # subtensor-lint: ignore[SUB001] process ends right after this call
    sub = bt.Subtensor(network="finney")
    logger.info("owner: %s", sub.get_hotkey_owner(hotkey_ss58=hotkey))


def other_shot(
    coldkey: str,
) -> None:
    sub = bt.Subtensor(
        network="finney",
        log_verbose=True,
    )  # subtensor-lint: ignore[SUB001] same
    logger.info("balance: %s", sub.get_balance(coldkey))
