import logging
import multiprocessing as mp
import time

import bittensor as bt

logger = logging.getLogger("weights-process")


def set_weights_worker(network: str, netuid: int, uids: list[int], weights: list[float], out) -> None:
    wallet = bt.Wallet()
    sub = bt.Subtensor(network=network)
    try:
        ok, message = sub.set_weights(wallet=wallet, netuid=netuid, uids=uids, weights=weights)
    except Exception as exc:
        logger.error("failed: %s", exc)
        ok, message = False, str(exc)
    finally:
        sub.close()
    out.put((bool(ok), message))


def set_weights(network: str, netuid: int, uids, weights, ttl: int = 60):
    out = mp.Queue()
    process = mp.Process(target=set_weights_worker, args=(network, netuid, uids, weights, out))
    started = time.time()
    process.start()
    process.join(timeout=ttl)
    if process.is_alive():
        process.terminate()
        process.join()
        return False, f"timeout after {time.time() - started:.0f}s"
    return out.get()
