import bittensor as bt


def chain_or_none(online=True):
    if not online:
        return None
    return bt.Subtensor("finney")


def offline():
    sub = chain_or_none(online=False)
    print(sub)


def online():
    sub = chain_or_none()
    #     ^^^^^^^^^^^^^^^ SUB001
    print(sub)
