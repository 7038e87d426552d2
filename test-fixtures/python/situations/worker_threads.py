import logging
import queue
import threading

import bittensor as bt

log = logging.getLogger(__name__)
STOP = object()


def worker(inbox: "queue.Queue", outbox: "queue.Queue"):
    subtensor = bt.Subtensor("finney")
    # line SUB001
    while True:
        try:
            netuid = inbox.get(timeout=30)
        except queue.Empty:
            log.debug("idle")
            continue
        try:
            outbox.put((netuid, subtensor.difficulty(netuid)))
        except Exception as err:
            log.error("%s: %s", netuid, err)
            outbox.put((netuid, None))


def polite_worker(inbox: "queue.Queue", outbox: "queue.Queue"):
    subtensor = bt.Subtensor("finney")
    try:
        while True:
            item = inbox.get()
            if item is STOP:
                break
            try:
                outbox.put((item, subtensor.difficulty(item)))
            except Exception as err:
                log.error("%s: %s", item, err)
    finally:
        subtensor.close()


def main():
    inbox, outbox = queue.Queue(), queue.Queue()
    threads = [
        threading.Thread(target=worker, args=(inbox, outbox), daemon=True),
        threading.Thread(target=polite_worker, args=(inbox, outbox)),
    ]
    for thread in threads:
        thread.start()
    for netuid in range(10):
        inbox.put(netuid)
    for _ in range(10):
        print(outbox.get())
    inbox.put(STOP)


if __name__ == "__main__":
    main()
