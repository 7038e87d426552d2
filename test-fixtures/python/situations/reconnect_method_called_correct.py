from contextlib import closing

import bittensor as bt


class Validator:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def reconnect(self):
        old = self.sub
        self.sub = bt.Subtensor("finney")
        old.close()

    def renew(self):
        self.sub.close()
        self.sub = bt.Subtensor("finney")
        return self.sub.block

    def close(self):
        self.sub.close()


def main():
    validator = Validator()
    try:
        validator.renew()
    finally:
        validator.close()


def scoped():
    with closing(Validator()) as validator:
        validator.reconnect()
        print(validator.renew())


if __name__ == "__main__":
    main()
    scoped()
