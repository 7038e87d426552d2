import os
import signal
import sys
import time

import bittensor as bt
import redis


def main():
    store = redis.Redis(host=os.environ.get("REDIS_HOST", "localhost"))
    sub = bt.Subtensor(network="finney")

    def on_term(signum, frame):
        bt.logging.info(f"signal {signum}")
        sub.close()
        sys.exit(0)

    signal.signal(signal.SIGTERM, on_term)
    signal.signal(signal.SIGINT, on_term)
    last = 0
    while True:
        try:
            head = sub.get_current_block()
            if head != last:
                store.publish("blocks", head)
                last = head
        except redis.ConnectionError:
            bt.logging.warning("redis is away")
        time.sleep(2)


if __name__ == "__main__":
    main()
