# sdk: 8.5.1
import time

import bittensor as bt


class Watcher:
    def __init__(self, netuid):
        self.netuid = netuid
        self.subtensor = bt.Subtensor(network="finney")
        self.metagraph = self.subtensor.metagraph(netuid)

    def refresh(self):
        self.metagraph.sync(subtensor=self.subtensor)

    def stop(self):
        self.subtensor.close()


def with_block():
    with bt.Subtensor(network="finney") as sub:
        # line SUB011
        return sub.get_current_block()


def watch(netuid, rounds=3):
    watcher = Watcher(netuid)
    try:
        for _ in range(rounds):
            watcher.refresh()
            print(watcher.metagraph.n)
            time.sleep(30)
    except KeyboardInterrupt:
        print("interrupted")
    finally:
        watcher.stop()


def offline(path):
    metagraph = bt.Metagraph(netuid=1, network="finney", sync=False)
    metagraph.load_from_path(path)
    return metagraph


def main():
    watch(3)
    print(offline("metagraphs").n)
    try:
        print(with_block())
    except (AttributeError, TypeError) as err:
        print("as expected:", err)


if __name__ == "__main__":
    main()
