# sdk: 9.6.1
import logging

import bittensor as bt
from rq import Queue, Worker
from redis import Redis

log = logging.getLogger("jobs")


class ChainJobs:
    subtensor = bt.subtensor(network="finney")
    # line SUB008
    thresholds = {"stake": 1000.0, "trust": 0.4}

    @classmethod
    def validators(cls, netuid):
        mg = cls.subtensor.metagraph(netuid)
        chosen = []
        for uid in range(int(mg.n)):
            if float(mg.S[uid]) < cls.thresholds["stake"]:
                continue
            if float(mg.Tv[uid]) < cls.thresholds["trust"]:
                continue
            chosen.append(mg.hotkeys[uid])
        return chosen


def enqueue(netuid):
    queue = Queue(connection=Redis())
    job = queue.enqueue(ChainJobs.validators, netuid)
    log.info("queued %s", job.id)
    return job


if __name__ == "__main__":
    Worker(["default"], connection=Redis()).work()
