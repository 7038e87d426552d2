import bittensor as bt


def count(rows):
    total = 0
    sub = bt.Subtensor("local")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    for row in rows:
        total += 1
    sub.close()
    return total
