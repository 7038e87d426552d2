import bittensor as bt


def report(session, sub):
    print(sub.block)
    session.close()


def unlock(session, sub):
    report(session, sub)


def leaks(session):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    unlock(session, sub)


def swap(sub, session):
    report(sub, session)


def closed(session):
    sub = bt.Subtensor("finney")
    swap(sub, session)
