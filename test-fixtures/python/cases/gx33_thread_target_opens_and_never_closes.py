import multiprocessing
import threading

import bittensor as bt


def worker(netuid):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.subnet(netuid))


def careful_worker(netuid):
    with bt.Subtensor("finney") as sub:
        print(sub.subnet(netuid))


def main():
    thread = threading.Thread(target=worker, args=(1,))
    process = multiprocessing.Process(target=careful_worker, args=(1,))
    thread.start()
    process.start()
    thread.join()
    process.join()
