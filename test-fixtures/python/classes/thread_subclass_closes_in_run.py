import threading

import bittensor as bt


class Worker(threading.Thread):
    def __init__(self, netuid):
        super().__init__(daemon=True)
        self.netuid = netuid
        self.sub = bt.Subtensor("finney")

    def run(self):
        try:
            while self.sub.block < 100:
                print(self.sub.tempo(self.netuid))
        finally:
            self.sub.close()


class Careless(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.sub = bt.Subtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def run(self):
        print(self.sub.block)


def one():
    worker = Worker(1)
    worker.start()
    worker.join()


def never_started():
    worker = Worker(1)
    #        ^^^^^^^^^ SUB007
    print(worker.netuid)


def several():
    # Each thread has a connection of its own.
    workers = [Worker(it) for it in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def careless():
    worker = Careless()
    worker.start()
    worker.join()
