import bittensor as bt

import report


def leak():
    sub = bt.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    report.show(sub, 1)


def temporary():
    report.show(bt.subtensor("finney"), 1)
    #           ^^^^^^^^^^^^^^^^^^^^^^ SUB004


def closed():
    sub = bt.subtensor("finney")
    report.show_and_close(sub, 1)


def temporary_closed():
    report.show_and_close(bt.subtensor("finney"), 1)
