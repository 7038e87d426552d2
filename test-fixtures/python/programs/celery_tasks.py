# sdk: 9.12.2
import os

import bittensor as bt
from celery import Celery
from celery.schedules import crontab

app = Celery("chain", broker=os.environ.get("BROKER", "redis://localhost/0"))
app.conf.beat_schedule = {
    "prices": {"task": "tasks.prices", "schedule": crontab(minute="*/5")},
    "head": {"task": "tasks.head", "schedule": 12.0},
}
NETWORK = os.environ.get("NETWORK", "finney")


@app.task(bind=True, max_retries=3)
def prices(self):
    try:
        with bt.subtensor(NETWORK) as sub:
            return {s.netuid: float(s.price) for s in sub.all_subnets()}
    except ConnectionError as exc:
        raise self.retry(exc=exc, countdown=30)


@app.task
def head():
    block = bt.subtensor(NETWORK).get_current_block()
    # line SUB004
    return int(block)


@app.task
def stake(coldkey):
    sub = bt.subtensor(NETWORK)
    try:
        info = sub.get_stake_for_coldkey(coldkey)
        return sum(float(i.stake) for i in info)
    finally:
        sub.close()
