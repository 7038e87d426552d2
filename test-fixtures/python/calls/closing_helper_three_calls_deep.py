import bittensor as bt


def finish(sub):
    sub.close()


def leave(sub):
    finish(sub)


def tidy(sub):
    leave(sub)


def shut_down(sub):
    tidy(sub)


def run():
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    shut_down(sub)
