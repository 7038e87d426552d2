import logging
import weakref

import bittensor as bt

log = logging.getLogger(__name__)


class EpochClock:
    def __init__(self, netuid, network="finney"):
        self.netuid = netuid
        self.sub = bt.Subtensor(network=network)
        self._finalizer = weakref.finalize(self, self.sub.close)
        self._tempo = None

    @property
    def tempo(self):
        if self._tempo is None:
            self._tempo = self.sub.tempo(self.netuid)
        return self._tempo

    def next_epoch(self):
        head = self.sub.get_current_block()
        step = self.tempo + 1
        return head + step - (head + self.netuid + 1) % step


def schedule(netuids):
    plan = {}
    for netuid in netuids:
        clock = EpochClock(netuid)
        plan[netuid] = clock.next_epoch()
        log.info("%d -> %d", netuid, plan[netuid])
    return plan


if __name__ == "__main__":
    print(schedule(range(1, 5)))
