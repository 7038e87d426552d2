import time

import bittensor as bt


def snapshot(netuid):
    mg = sub.metagraph(netuid)
    return {"block": int(mg.block), "n": int(mg.n)}


def average_stake(netuid):
    stakes = [float(s) for s in sub.metagraph(netuid).stake]
    return sum(stakes) / max(1, len(stakes))


if __name__ == "__main__":
    sub = bt.Subtensor(network="test")
    for netuid in (1, 2, 3):
        print(snapshot(netuid), average_stake(netuid))
        time.sleep(1)
    sub.close()
