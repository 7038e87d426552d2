import bittensor as bt
from elsewhere import gather


def fill(sub, found):
    found.append(sub.block)


def own():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ strict: SUB002
    found = []
    while not found:
        fill(sub, found)
    sub.close()


def of_others():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ strict: SUB002
    found = []
    while not found:
        gather(sub, found)
    sub.close()


def nobody_fills():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    found = []
    while not found:
        print(sub.block, len(found))
    sub.close()
