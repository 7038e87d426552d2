import contextlib
import logging
import time

import bittensor as bt

log = logging.getLogger(__name__)


class WeightSetter:
    def __init__(self, netuid, network="finney", subtensor=None):
        self.netuid = netuid
        self.network = network
        self._given = subtensor

    @contextlib.contextmanager
    def _session(self):
        if self._given is not None:
            yield self._given
            return
        sub = bt.Subtensor(self.network)
        try:
            yield sub
        finally:
            sub.close()

    def may_set(self, uid):
        with self._session() as sub:
            since = sub.blocks_since_last_update(self.netuid, uid)
            limit = sub.weights_rate_limit(self.netuid)
        return since is not None and since > limit

    def set(self, wallet, uids, weights, attempts=3):
        for attempt in range(attempts):
            try:
                with self._session() as sub:
                    ok, message = sub.set_weights(wallet, self.netuid, uids, weights)
            except Exception as err:
                log.warning("attempt %s: %s", attempt, err)
                time.sleep(2 ** attempt)
                continue
            if ok:
                return True
            log.info("not set: %s", message)
        return False


def main():
    wallet = bt.Wallet()
    alone = WeightSetter(1)
    print(alone.may_set(0), alone.set(wallet, [0], [1.0]))
    with bt.Subtensor("test") as sub:
        lent = WeightSetter(1, subtensor=sub)
        print(lent.set(wallet, [0], [1.0]))


if __name__ == "__main__":
    main()
