import threading

import bittensor as bt


class Closed:
    def __init__(self):
        self.sub = None
        self.ready = False

    def start(self):
        def work():
            self.sub = bt.Subtensor("finney")
            self.ready = True

        threading.Thread(target=work).start()

    def stop(self):
        if self.ready:
            self.sub.close()


class Forgotten:
    def __init__(self):
        self.sub = None

    def start(self):
        def work():
            self.sub = bt.Subtensor("finney")
            #          ^^^^^^^^^^^^^^^^^^^^^^ SUB006

        threading.Thread(target=work).start()

    def block(self):
        return self.sub.block


def main():
    closed = Closed()
    closed.start()
    closed.stop()
    forgotten = Forgotten()
    forgotten.start()
    print(forgotten.block())
