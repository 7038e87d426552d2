"""A flag that a method, a callback or another thread can reach ends the loop some time."""

import bittensor as bt


class Miner:
    def step(self, sub):
        if sub.get_current_block() > 3:
            self.running = False

    def by_condition(self):
        sub = bt.Subtensor()
        self.running = True
        while self.running:
            self.step(sub)
        sub.close()

    def by_break(self):
        sub = bt.Subtensor()
        self.running = True
        while True:
            self.step(sub)
            if not self.running:
                break
        sub.close()

    def by_nobody(self):
        sub = bt.Subtensor()
#             ^^^^^^^^^^^^^^ SUB001
        while True:
            self.step(sub)


def of_another():
    sub = bt.Subtensor()
    miner = Miner()
    miner.running = True
    while miner.running:
        miner.step(sub)
    sub.close()


def by_callback():
    done = False

    def stop(_):
        nonlocal done
        done = True

    sub = bt.Subtensor()
    while not done:
        sub.subscribe(stop)
    sub.close()


class Kept:
    def run(self):
        self.sub = bt.Subtensor()
        self.running = True
        while self.running:
            print(self.sub.block)
        self.sub.close()

    def stop(self):
        self.running = False
