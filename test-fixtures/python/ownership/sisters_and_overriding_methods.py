"""Methods of sister classes never run on one object, nor does a method that a subclass overrides."""

import bittensor as bt


class Chain:
    def open(self):
        self.sub = bt.Subtensor("finney")

    def close(self):
        self.sub.close()


class Careful(Chain):
    def main(self):
        self.open()
        self.close()


class Careless(Chain):
    def main(self):
        self.open()


class Feed:
    def run(self):
        self.feed = bt.Subtensor("finney")
        try:
            print(self.feed.block)
        finally:
            self.feed.close()


class LeakyFeed(Feed):
    def run(self):
        self.feed = bt.Subtensor("finney")
        print(self.feed.block)


def main():
    Careful().main()
    left = Careless().main()
    #      ^^^^^^^^^^^^^^^^^ SUB007
    Feed().run()
    other = LeakyFeed().run()
    #       ^^^^^^^^^^^^^^^^^ SUB007
    print(left, other)
