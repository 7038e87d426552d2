import sys

import bittensor as bt


def fail(message):
    print(message)
    sys.exit(1)


def refuse(message):
    raise ValueError(message)


def height(limit):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    if sub.get_current_block() > limit:
        fail("too late")
    else:
        sub.close()


def height_or_error(limit):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    if sub.get_current_block() > limit:
        refuse("too late")
    else:
        sub.close()


def warn(message):
    print(message)


def height_or_warning(limit):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    if sub.get_current_block() > limit:
        warn("too late")
    else:
        sub.close()
