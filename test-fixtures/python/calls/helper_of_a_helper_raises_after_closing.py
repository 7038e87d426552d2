# mode: strict
"""What a helper has closed before it raises is closed for whoever calls its caller, if the arguments show it."""

import bittensor as bt


def close(sub):
    try:
        report()
    finally:
        if sub is not None:
            sub.close()


def stop(sub):
    close(sub)
    report()


def run():
    sub = bt.Subtensor("finney")
    stop(sub)


def run_either(archive):
    sub = bt.Subtensor("archive") if archive else None
    sub = sub or bt.Subtensor("finney")
    stop(sub)


def close_if(sub, wanted):
    try:
        report()
    finally:
        if wanted:
            sub.close()


def stop_if(sub, wanted):
    close_if(sub, wanted)
    sub.close()


def run_wanted():
    sub = bt.Subtensor("finney")
    stop_if(sub, True)


def run_unwanted():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003
    stop_if(sub, False)


def report():
    print(open("report.txt").read())
