# sdk: 10.5.0
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import bittensor as bt


class Validator:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def loop(self):
        print(self.sub.block)

    def report(self):
        self.heights()

    def heights(self):
        print(self.sub.tempo(1))

    def read(self):
        return self.sub.get_current_block()

    def run(self):
        thread = threading.Thread(target=self.loop)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB015
        thread.start()
        print(self.sub.block)
        thread.join()

    def by_way_of_methods(self):
        thread = threading.Thread(target=self.report)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB015
        thread.start()
        self.heights()
        thread.join()

    def joined_first(self):
        thread = threading.Thread(target=self.loop)
        thread.start()
        thread.join()
        print(self.sub.block)

    def starts_only(self):
        self.thread = threading.Thread(target=self.loop, daemon=True)
        self.thread.start()

    async def together(self):
        return await asyncio.gather(asyncio.to_thread(self.read), asyncio.to_thread(self.read))
        # line SUB015

    async def in_turn(self):
        first = await asyncio.to_thread(self.read)
        second = await asyncio.wait_for(asyncio.to_thread(self.read), 10)
        return first, second, self.sub.block

    async def one_thread_for_all(self, netuids):
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(max_workers=1) as pool:
            jobs = [loop.run_in_executor(pool, self.sub.tempo, it) for it in netuids]
            return await asyncio.gather(*jobs)

    def close(self):
        self.sub.close()


class Guarded:
    def __init__(self):
        self.sub = bt.Subtensor("finney")
        self.lock = threading.Lock()

    def read(self):
        with self.lock:
            return self.sub.block

    def loop(self):
        print(self.read())

    def run(self):
        thread = threading.Thread(target=self.loop)
        thread.start()
        print(self.read())
        print(self.sub.network)
        thread.join()

    def close(self):
        self.sub.close()


class OneEach:
    """Each thread has a connection of its own."""

    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def loop(self):
        with bt.Subtensor("finney") as sub:
            print(sub.block)

    def run(self):
        thread = threading.Thread(target=self.loop)
        thread.start()
        print(self.sub.block)
        thread.join()

    def close(self):
        self.sub.close()


class Plain:
    """What the thread and its starter share is no connection."""

    def __init__(self):
        self.sub = bt.Subtensor("finney")
        self.seen = []

    def loop(self):
        self.seen.append(1)

    def run(self):
        thread = threading.Thread(target=self.loop)
        thread.start()
        self.seen.append(self.sub.block)
        thread.join()

    def close(self):
        self.sub.close()


class Worker(threading.Thread):
    def __init__(self, sub):
        super().__init__()
        self.sub = sub

    def run(self):
        print(self.sub.block)


def worker_and_opener():
    with bt.Subtensor("finney") as sub:
        worker = Worker(sub)
        worker.start()
#       ^^^^^^^^^^^^^^ SUB015
        print(sub.block)
        worker.join()


def worker_joined_first():
    with bt.Subtensor("finney") as sub:
        worker = Worker(sub)
        worker.start()
        worker.join()
        print(sub.block)


def instance_of_another():
    validator = Validator()
    thread = threading.Thread(target=validator.loop)
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB015
    thread.start()
    print(validator.sub.block)
    thread.join()
    validator.close()


async def two_of_a_local():
    with bt.Subtensor("finney") as sub:
        jobs = asyncio.to_thread(sub.get_current_block), asyncio.to_thread(sub.tempo, 1)
        # line SUB015
        await asyncio.gather(*jobs)
