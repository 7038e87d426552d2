"""Two callers replace what is there only if neither calls by way of the other, and neither asks or closes first."""

import bittensor as bt


class Asking:
    def __init__(self):
        self.sub = None

    def open(self):
        self.sub = bt.Subtensor("finney")

    def block(self):
        if not self.sub:
            self.open()
        return self.sub.block

    def run(self):
        self.open()
        for _ in range(10):
            print(self.block())

    def stop(self):
        if self.sub:
            self.sub.close()


class Layered:
    def start(self):
        self.sub = bt.Subtensor("finney")

    def set_up(self):
        self.start()

    def stop(self):
        self.sub.close()

    def run(self):
        self.set_up()
        print(self.sub.block)
        self.stop()
        self.sub = bt.Subtensor("finney")
        print(self.sub.block)
        self.stop()


class ByPart:
    def __init__(self):
        self.sub = None
        self._open()

    def _open(self):
        self.sub = bt.Subtensor("finney")

    def _clean_up(self):
        if self.sub:
            if hasattr(self.sub, "substrate") and self.sub.substrate:
                self.sub.substrate.close()

    def switch(self):
        self._clean_up()
        self._open()

    def stop(self):
        self._clean_up()


class Twice:
    def open(self):
        self.sub = bt.Subtensor("finney")
#                  ^^^^^^^^^^^^^^^^^^^^^^ SUB005

    def serve(self):
        self.open()

    def mine(self):
        self.open()

    def stop(self):
        self.sub.close()
