import bittensor as bt

from .subtensor import Subtensor

indexer = Subtensor("https://indexer.example.org/api")


def quote(netuid: int, tao: float) -> bt.Balance:
    price = indexer.price(netuid)
    return bt.Balance.from_tao(tao / price)


def holders(netuid: int) -> int:
    client = Subtensor("https://backup.example.org/api")
    return len(set(client.holders(netuid)))


if __name__ == "__main__":
    print(quote(19, 2.0), holders(19))
