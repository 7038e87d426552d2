import signal
import sys

import bittensor as bt


def stop_at_signal(sub):
    def stop(*_):
        sub.close()
        sys.exit(0)

    signal.signal(signal.SIGTERM, stop)


def serve():
    sub = bt.Subtensor("finney")
    stop_at_signal(sub)
    while True:
        print(sub.block)


def serve_without():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    while True:
        print(sub.block)
