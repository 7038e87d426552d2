from concurrent.futures import ThreadPoolExecutor, as_completed
import threading

import bittensor as bt

NETUIDS = list(range(1, 65))
_local = threading.local()


def read(netuid):
    """Each task has a connection of its own."""
    sub = bt.Subtensor("finney")
    try:
        if not sub.subnet_exists(netuid):
            return netuid, None
        return netuid, sub.tempo(netuid)
    except Exception as err:
        bt.logging.warning(f"{netuid}: {err}")
        return netuid, None
    finally:
        sub.close()


def chunk(netuids):
    values = {}
    with bt.Subtensor("finney") as sub:
        for netuid in netuids:
            try:
                values[netuid] = sub.tempo(netuid)
            except ValueError:
                continue
            if netuid > 60:
                break
    return values


def main():
    result = {}
    with ThreadPoolExecutor(max_workers=4) as pool:
        futures = [pool.submit(read, netuid) for netuid in NETUIDS[:8]]
        for future in as_completed(futures):
            netuid, tempo = future.result()
            result[netuid] = tempo
        for part in pool.map(chunk, (NETUIDS[i::4] for i in range(4))):
            result.update(part)
    print(len([v for v in result.values() if v is not None]))


if __name__ == "__main__":
    main()
