import time

import bittensor as bt

from base.miner import BaseMinerNeuron


class Miner(BaseMinerNeuron):
    pass


if __name__ == "__main__":
    with Miner(netuid=7) as miner:
        while miner.is_running:
            miner.sync()
            bt.logging.info(f"Miner running... {miner.served}")
            time.sleep(60)
