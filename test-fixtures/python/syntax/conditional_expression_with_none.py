import bittensor as bt


def leak(online):
    sub = bt.Subtensor("finney") if online else None
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub)


def closed(online):
    sub = bt.Subtensor("finney") if online else None
    print(sub)
    if sub:
        sub.close()
