import logging

import bittensor as bt


def retire(connection):
    connection.close()


class ClosesFirst:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def reconnect(self):
        try:
            self.sub.close()
        except OSError as error:
            logging.warning("close failed: %s", error)
        self.sub = None
        self.sub = bt.Subtensor("finney")

    def close(self):
        self.sub.close()


class ClosesWhatItTookOut:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def reconnect(self):
        old, self.sub = self.sub, None
        self.sub = bt.Subtensor("finney")
        old.close()

    def renew(self):
        retire(self.sub)
        self.sub = None
        self.sub = bt.Subtensor("finney")

    def close(self):
        self.sub.close()


class StopsBeforeItStarts:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def start(self):
        self.sub = None
        self.sub = bt.Subtensor("finney")

    def close(self):
        self.sub.close()

    def restart(self):
        self.close()
        self.start()


def end_of(owner):
    owner.sub.close()


class IsClosedByAFunction:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def start(self):
        self.sub = None
        self.sub = bt.Subtensor("finney")

    def run(self):
        try:
            print(self.sub.block)
        except ConnectionError:
            end_of(self)
            self.start()


class OpensOnce:
    """Nothing is there before `start`, and `ensure` asks first."""

    def __init__(self):
        self.sub = None
        self.start()

    def start(self):
        self.sub = None
        self.sub = bt.Subtensor("finney")

    def ensure(self):
        if self.sub is None:
            self.sub = bt.Subtensor("finney")
        return self.sub

    def close(self):
        if self.sub is not None:
            self.sub.close()


class AsksFirst:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def drop(self):
        if self.sub is not None:
            self.sub.close()
        self.sub = None

    def connect(self):
        if self.sub is not None:
            return
        self.sub = None
        self.sub = bt.Subtensor("finney")

    def close(self):
        self.drop()


def main():
    first = ClosesFirst()
    try:
        first.reconnect()
    finally:
        first.close()
    second = ClosesWhatItTookOut()
    try:
        second.reconnect()
        second.renew()
    finally:
        second.close()
    third = StopsBeforeItStarts()
    try:
        third.restart()
    finally:
        third.close()
    fourth = OpensOnce()
    try:
        print(fourth.ensure().block)
    finally:
        fourth.close()
    sixth = IsClosedByAFunction()
    try:
        sixth.run()
    finally:
        end_of(sixth)
    fifth = AsksFirst()
    try:
        fifth.drop()
        fifth.connect()
    finally:
        fifth.close()


if __name__ == "__main__":
    main()
