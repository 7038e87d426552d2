# sdk: 8.5.2
import bittensor as bt
from bittensor.core.subtensor import Subtensor


def weights_of(netuid: int, network: str = "finney"):
    with Subtensor(network=network) as subtensor:
        # line SUB011
        weights = subtensor.weights(netuid=netuid)
    table = {}
    for uid, row in weights:
        table[uid] = dict(row)
    return table


def main():
    wallet = bt.wallet(name="owner")
    print(wallet.name, len(weights_of(1)))


if __name__ == "__main__":
    main()
