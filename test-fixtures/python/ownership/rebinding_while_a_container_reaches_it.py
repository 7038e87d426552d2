import bittensor as bt


def run():
    opened = []
    sub = bt.Subtensor("finney")
    opened.append(sub)
    sub = bt.Subtensor("archive")
    opened.append(sub)
    print(sub.get_current_block())
    for each in opened:
        each.close()
