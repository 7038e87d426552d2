import logging

import bittensor as bt

log = logging.getLogger("swap")


def swap(wallet, hotkey, origin, destination, amount):
    with bt.Subtensor(network="finney") as subtensor:
        before = subtensor.get_stake(
            coldkey_ss58=wallet.coldkeypub.ss58_address,
            hotkey_ss58=hotkey,
            netuid=origin,
        )
        if before.tao < amount:
            log.error("only %s staked", before)
            return False
        response = subtensor.swap_stake(
            wallet=wallet,
            hotkey_ss58=hotkey,
            origin_netuid=origin,
            destination_netuid=destination,
            amount=bt.Balance.from_tao(amount),
        )
        log.info("swap: %s", response.message)
        subtensor.close()
        # line SUB014
    return response.success


if __name__ == "__main__":
    w = bt.Wallet("cold", "hot")
    print(swap(w, w.hotkey.ss58_address, 1, 4, 0.5))
