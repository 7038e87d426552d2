import logging

import bittensor as bt

logger = logging.getLogger(__name__)


def set_weights_once(wallet: "bt.Wallet", netuid: int, uids, weights) -> bool:
    success, message = False, "not tried"
    sub = None
    try:
        sub = bt.Subtensor(network="finney")
        metagraph = sub.metagraph(netuid)
        if wallet.hotkey.ss58_address not in metagraph.hotkeys:
            raise RuntimeError("hotkey is not registered")
        success, message = sub.set_weights(
            wallet=wallet,
            netuid=netuid,
            uids=uids,
            weights=weights,
            wait_for_inclusion=True,
        )
    except Exception as exc:
        logger.error("set_weights failed: %s", exc)
        success, message = False, str(exc)
    finally:
        if sub is not None:
            sub.close()
    logger.info("set_weights: %s %s", success, message)
    return success
