import bittensor as bt


def heights(count):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    number = 0
    while number < count:
        yield number
        number += 1
    sub.close()


def heights_safe(count):
    sub = bt.Subtensor("finney")
    try:
        number = 0
        while number < count:
            yield number
            number += 1
    finally:
        sub.close()
