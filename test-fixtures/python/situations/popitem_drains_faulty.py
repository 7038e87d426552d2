import bittensor as bt


def drain() -> None:
    subs = {"local": bt.Subtensor("local")}
    # line SUB001
    while subs:
        network, sub = subs.popitem()
        print(network, sub.block)


class Pool:
    def __init__(self, networks: list[str]) -> None:
        self.subs = {network: bt.Subtensor(network) for network in networks}
        # line SUB006

    def clear(self) -> None:
        while self.subs:
            network, _ = self.subs.popitem()
            print("forgot", network)


def main() -> None:
    pool = Pool(["finney", "test"])
    try:
        print(len(pool.subs))
    finally:
        pool.clear()
