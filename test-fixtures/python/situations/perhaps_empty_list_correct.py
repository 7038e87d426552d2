# sdk: 9.12.0
import threading

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


def watch(netuid: int) -> int:
    watcher = NewNeurons(netuid)
    first = watcher.poll()
    if first:
        print(first)
        watcher.stop()
    print(len(first))
    if not first:
        watcher.stop()
        return 1
    return 0


def archived(hotkeys: list[str], lock: threading.Lock) -> None:
    chosen = []
    with lock:
        for hotkey in hotkeys:
            chosen.append(hotkey)
    sub = None
    if chosen:
        sub = bt.subtensor(network="archive")
        print(sub.block)
    print("done")
    if chosen:
        sub.close()


def drained(verbose: bool) -> None:
    sub = bt.subtensor(network="finney")
    todo = []
    if verbose:
        todo.append("tempo")
    print(todo)
    while todo:
        todo.pop()
    sub.close()
