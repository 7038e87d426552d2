"""Each way makes an empty container of its own, and what is put into it afterwards is the same leak."""

import bittensor as bt


def table(archive):
    if archive:
        found = {}
    else:
        print("no archive")
        found = {}
    found["main"] = bt.Subtensor("finney")
#                   ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(found["main"].block)


def row(archive):
    found = [] if archive else list()
    found.append(bt.Subtensor("finney"))
#                ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(found[0].block)


def closed(archive):
    if archive:
        found = []
    else:
        found = []
    for network in ("finney", "archive"):
        found.append(bt.Subtensor(network))
    for sub in found:
        sub.close()


def given_out(archive):
    if archive:
        found = {}
    else:
        found = {}
    found["main"] = bt.Subtensor("finney")
    return found


def two_names(archive):
    kept = {}
    if archive:
        found = kept
    else:
        found = {}
    found["main"] = bt.Subtensor("finney")
    for sub in kept.values():
        sub.close()


def kept_from_the_round_before(rounds):
    kept = []
    for archive in rounds:
        if archive:
            found = []
        else:
            found = []
        found.append(bt.Subtensor("finney"))
        for sub in kept:
            sub.close()
        kept = found
    for sub in kept:
        sub.close()
