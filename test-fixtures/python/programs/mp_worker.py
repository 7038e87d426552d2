import multiprocessing as mp
import os

import bittensor as bt

_sub = None


def init_worker(network):
    global _sub
    _sub = bt.Subtensor(network=network)
    # line SUB008
    bt.logging.debug(f"worker {os.getpid()} connected")


def scan(block):
    block_hash = _sub.get_block_hash(block)
    events = _sub.substrate.get_events(block_hash)
    count = 0
    for record in events:
        if record["event"]["event_id"] == "WeightsSet":
            count += 1
    return block, count


def main(start, stop):
    with mp.Pool(4, initializer=init_worker, initargs=("archive",)) as pool:
        total = 0
        for block, count in pool.imap_unordered(scan, range(start, stop), chunksize=16):
            if count:
                print(block, count)
            total += count
    print("total", total)


if __name__ == "__main__":
    main(5_000_000, 5_000_500)
