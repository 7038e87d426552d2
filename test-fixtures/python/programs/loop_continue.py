import logging
import time

import bittensor as bt

logger = logging.getLogger("slash")


class Ledger:
    def __init__(self):
        self.total = {}

    def credit(self, hotkey, amount):
        self.total[hotkey] = self.total.get(hotkey, 0.0) + amount


def collect(networks, netuid, ledger):
    for network in networks:
        chain = bt.Subtensor(network=network)
        # line SUB002|SUB005
        neurons = chain.neurons_lite(netuid)
        if not neurons:
            logger.warning("%s has no netuid %d", network, netuid)
            continue
        for neuron in neurons:
            ledger.credit(neuron.hotkey, neuron.emission)
        chain.close()


def main():
    ledger = Ledger()
    for netuid in (3, 9):
        collect(["finney", "test"], netuid, ledger)
        time.sleep(1)
    for hotkey, amount in sorted(ledger.total.items(), key=lambda kv: -kv[1])[:20]:
        print(hotkey, f"{amount:.3f}")


if __name__ == "__main__":
    main()
