import bittensor as bt


def create():
    return bt.Subtensor("finney")


class Trainer:
    def __init__(self):
        self.sub = create()

    def run(self, stop):
        try:
            self.reset(stop)
            print(self.sub.block)
        finally:
            self.sub.close()

    def reset(self, stop):
        self.sub.close()
        stop.wait()
        self.sub = create()


class Reconnects:
    def __init__(self):
        self.sub = None

    def reconnect(self):
        if self.sub is not None:
            self.sub.close()
        self.sub = bt.Subtensor("finney")

    def run(self):
        self.sub = bt.Subtensor("finney")
        try:
            print(self.sub.block)
        finally:
            self.sub.close()


class OnlyResets:
    def __init__(self):
        self.sub = create()
        #          ^^^^^^^^ SUB006

    def reset(self, stop):
        self.sub.close()
        stop.wait()
        self.sub = create()
        #          ^^^^^^^^ SUB006
