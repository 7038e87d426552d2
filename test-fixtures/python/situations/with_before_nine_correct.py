# sdk: 8.5.2
import bittensor as bt
from bittensor.core.subtensor import Subtensor


def weights_of(netuid: int, network: str = "finney"):
    subtensor = Subtensor(network=network)
    try:
        weights = subtensor.weights(netuid=netuid)
    finally:
        subtensor.close()
    table = {}
    for uid, row in weights:
        table[uid] = dict(row)
    return table


def main():
    wallet = bt.wallet(name="owner")
    print(wallet.name, len(weights_of(1)))


if __name__ == "__main__":
    main()
