import logging

import bittensor as bt

logger = logging.getLogger("moving-stake")


def move(wallet: "bt.Wallet", origin: int, destination: int, amount: float) -> bool:
    try:
        wallet.unlock_coldkey()
        sub = bt.Subtensor(network="finney")
        result = sub.move_stake(
            wallet=wallet,
            origin_netuid=origin,
            destination_netuid=destination,
            amount=bt.Balance.from_tao(amount),
        )
        return bool(result)
    except KeyError:
        logger.error("no coldkey")
        return False
    finally:
        if "sub" in locals():
            sub.close()
