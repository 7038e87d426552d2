import bittensor as bt


def drain(networks: list[str]) -> None:
    subs = {"local": bt.Subtensor("local")}
    while subs:
        network, sub = subs.popitem()
        print(network, sub.block)
        sub.close()


def drain_all(networks: list[str]) -> None:
    subs = {network: bt.Subtensor(network) for network in networks}
    try:
        print([sub.block for sub in subs.values()])
    finally:
        while subs:
            subs.popitem()[1].close()


class Pool:
    def __init__(self, networks: list[str]) -> None:
        self.subs = {network: bt.Subtensor(network) for network in networks}

    def close(self) -> None:
        while self.subs:
            _, sub = self.subs.popitem()
            sub.close()


def main() -> None:
    pool = Pool(["finney", "test"])
    try:
        print(len(pool.subs))
    finally:
        pool.close()
