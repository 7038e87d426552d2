import os
import sys

import bittensor as bt


def check_subnet(netuid):
    sub = bt.Subtensor("finney")
    if not sub.subnet_exists(netuid):
        print("no such subnet")
        sys.exit(1)
    sub.close()


def check_quit(netuid):
    sub = bt.Subtensor("finney")
    if not sub.subnet_exists(netuid):
        quit()
    sub.close()


def check_exit(netuid):
    sub = bt.Subtensor("finney")
    if not sub.subnet_exists(netuid):
        exit(2)
    sub.close()


def check_os_exit(netuid):
    sub = bt.Subtensor("finney")
    if not sub.subnet_exists(netuid):
        os._exit(2)
    sub.close()


def check_abort(netuid):
    sub = bt.Subtensor("finney")
    if not sub.subnet_exists(netuid):
        os.abort()
    sub.close()
