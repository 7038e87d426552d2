# sdk: 10.5.0
import threading
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import bittensor as bt


def tempo(sub, netuid):
    return sub.tempo(netuid)


def thread_and_opener():
    sub = bt.Subtensor("finney")
    thread = threading.Thread(target=tempo, args=(sub, 1))
    #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB015
    thread.start()
    print(sub.block)
    thread.join()
    sub.close()


def joined_first():
    sub = bt.Subtensor("finney")
    thread = threading.Thread(target=tempo, args=(sub, 1))
    thread.start()
    thread.join()
    print(sub.block)
    sub.close()


def submitted_in_a_loop(netuids):
    with bt.Subtensor("finney") as sub:
        with ThreadPoolExecutor() as pool:
            for netuid in netuids:
                pool.submit(tempo, sub, netuid)
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB015


def submitted_once():
    with bt.Subtensor("finney") as sub:
        with ThreadPoolExecutor() as pool:
            future = pool.submit(tempo, sub, 1)
        print(future.result())
        print(sub.block)


def captured():
    sub = bt.Subtensor("finney")

    def work():
        print(sub.block)

    Thread(target=work, daemon=True).start()
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB015
    print(sub.get_current_block())
    sub.close()


def guarded():
    sub = bt.Subtensor("finney")
    lock = threading.Lock()

    def work():
        with lock:
            print(sub.block)

    thread = Thread(target=work)
    thread.start()
    with lock:
        print(sub.get_current_block())
    thread.join()
    sub.close()


def one_each():
    def work():
        with bt.Subtensor("finney") as sub:
            print(sub.block)

    thread = Thread(target=work)
    thread.start()
    with bt.Subtensor("finney") as sub:
        print(sub.block)
    thread.join()


def thread_only():
    sub = bt.Subtensor("finney")
    thread = Thread(target=tempo, args=(sub, 1))
    thread.start()
    thread.join()
    sub.close()
