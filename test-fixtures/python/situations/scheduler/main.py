import functools
import signal
import sys

from apscheduler.schedulers.blocking import BlockingScheduler

import jobs

STORE = {}


def build():
    scheduler = BlockingScheduler()
    scheduler.add_job(functools.partial(jobs.snapshot, [1, 2, 3], STORE), "interval", minutes=5)
    scheduler.add_job(jobs.snapshot_ok, "interval", args=([1, 2], STORE), minutes=7)
    scheduler.add_job(jobs.cleanup, "interval", args=(STORE,), hours=1)
    return scheduler


def main():
    scheduler = build()

    def stop(signum, frame):
        scheduler.shutdown(wait=False)
        sys.exit(0)

    signal.signal(signal.SIGTERM, stop)
    scheduler.start()


if __name__ == "__main__":
    main()
