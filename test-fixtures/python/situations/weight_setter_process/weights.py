import multiprocessing as mp
import logging

import bittensor as bt

log = logging.getLogger(__name__)


def _set_weights(queue, network, netuid, uids, values):
    """Runs in a child process, which opens its own websocket."""
    wallet = bt.Wallet(name="validator", hotkey="default")
    subtensor = bt.Subtensor(network)
    # line SUB001
    try:
        ok, message = subtensor.set_weights(
            wallet=wallet, netuid=netuid, uids=uids, weights=values, wait_for_inclusion=False
        )
        queue.put((ok, message))
    except Exception as err:
        queue.put((False, str(err)))
    finally:
        queue.close()


def _set_weights_scoped(queue, network, netuid, uids, values):
    wallet = bt.Wallet(name="validator", hotkey="default")
    with bt.Subtensor(network) as subtensor:
        queue.put(subtensor.set_weights(wallet=wallet, netuid=netuid, uids=uids, weights=values))


def run(target, *args, timeout=90):
    queue = mp.Queue()
    process = mp.Process(target=target, args=(queue, *args))
    process.start()
    process.join(timeout)
    if process.is_alive():
        log.error("weight setter hangs, terminating")
        process.terminate()
        process.join()
        return False, "timeout"
    try:
        return queue.get(timeout=1)
    finally:
        process.close()


def set_weights(network, netuid, uids, values, scoped=True):
    target = _set_weights_scoped if scoped else _set_weights
    return run(target, network, netuid, uids, values)
