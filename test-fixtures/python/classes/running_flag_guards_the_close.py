"""A flag of the object that one method sets decides whether another one closes."""

import bittensor as bt


class Worker:
    def __init__(self):
        self.sub = bt.Subtensor("finney")
        self.on = False

    def start(self):
        if not self.on:
            self.on = True

    def stop(self):
        if self.on:
            self.on = False
            self.sub.close()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()


def scoped():
    with Worker() as worker:
        print(worker)


def by_hand():
    worker = Worker()
    try:
        worker.start()
    finally:
        worker.stop()


def never_started():
    worker = Worker()
#            ^^^^^^^^ SUB007
    worker.stop()


class Plain:
    def __init__(self):
        self.sub = bt.Subtensor("finney")
        self.started = False

    def start(self):
        self.started = True

    def close(self):
        if not self.started:
            return
        self.started = False
        self.sub.close()


def started_and_closed():
    plain = Plain()
    plain.start()
    plain.close()


def closed_without_start():
    plain = Plain()
#           ^^^^^^^ SUB007
    plain.close()
