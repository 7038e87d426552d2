# sdk: 9.12.0
import threading
import time

import bittensor as bt


class NewNeurons:
    """Tells which neurons it has not seen before."""

    def __init__(self, netuid: int) -> None:
        self.netuid = netuid
        self._sub = bt.subtensor(network="finney")
        self._seen: set[str] = set()
        self._lock = threading.Lock()

    def poll(self) -> list[str]:
        fresh = []
        with self._lock:
            for neuron in self._sub.neurons_lite(self.netuid):
                if neuron.hotkey not in self._seen:
                    self._seen.add(neuron.hotkey)
                    fresh.append(neuron.hotkey)
        return fresh

    def stop(self) -> None:
        self._sub.close()


def watch(netuid: int, deadline: float) -> int:
    watcher = NewNeurons(netuid)
    #         ^^^^^^^^^^^^^^^^^^ SUB007
    first = watcher.poll()
    if not first:
        return 1
    while time.time() < deadline:
        print(watcher.poll())
    watcher.stop()
    return 0


def count(netuid: int) -> int:
    watcher = NewNeurons(netuid)
    #         ^^^^^^^^^^^^^^^^^^ SUB007
    first = watcher.poll()
    if first:
        return len(first)
    watcher.stop()
    return 0


def names(verbose: bool) -> list[str]:
    sub = bt.subtensor(network="finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    found = []
    if verbose:
        found.append("tempo")
    print(found)
    if not found:
        return []
    sub.close()
    return found
