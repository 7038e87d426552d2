import atexit
import multiprocessing as mp

import bittensor as bt

_sub = None


def init_worker(network):
    global _sub
    _sub = bt.Subtensor(network=network)
    atexit.register(_sub.close)


def registrations(netuid):
    neurons = _sub.neurons_lite(netuid)
    recent = [n for n in neurons if n.last_update > 0]
    return netuid, len(neurons), len(recent)


def main():
    with mp.Pool(4, initializer=init_worker, initargs=("finney",)) as pool:
        rows = pool.map(registrations, range(1, 65))
    rows.sort(key=lambda r: -r[1])
    for netuid, total, recent in rows:
        print(f"{netuid:3d} {total:4d} {recent:4d}")


if __name__ == "__main__":
    main()
