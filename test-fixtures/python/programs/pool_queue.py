import logging
import queue
import threading

import bittensor as bt

log = logging.getLogger("crawl")


def crawl(jobs, results, network):
    with bt.Subtensor(network=network) as sub:
        while True:
            try:
                netuid = jobs.get_nowait()
            except queue.Empty:
                return
            try:
                results.put((netuid, len(sub.neurons_lite(netuid))))
            except Exception as exc:
                log.error("netuid %s failed: %s", netuid, exc)
            finally:
                jobs.task_done()


def main(workers=4):
    jobs = queue.Queue()
    results = queue.Queue()
    for netuid in range(1, 65):
        jobs.put(netuid)
    threads = [
        threading.Thread(target=crawl, args=(jobs, results, "finney"), daemon=True)
        for _ in range(workers)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    while not results.empty():
        print("%d\t%d" % results.get())


if __name__ == "__main__":
    main()
