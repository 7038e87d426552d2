"""A handler closes and reopens, round after round; the end closes once more."""

import bittensor as bt


class Validator:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def sync(self):
        try:
            return self.sub.metagraph(26)
        except Exception:
            self.sub.close()
            self.sub = bt.Subtensor("finney")

    def run(self):
        try:
            while True:
                self.sync()
        finally:
            self.sub.close()


validator = Validator()
validator.run()
