import bittensor as bt


def wait(target):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    tries = 0
    while tries < 10:
        if sub.get_current_block() >= target:
            break
        tries += 1
    else:
        sub.close()
    return tries


def wait_closed(target):
    sub = bt.Subtensor("finney")
    while sub.get_current_block() < target:
        sub.wait_for_block()
    else:
        sub.close()
