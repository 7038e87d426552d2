import bittensor as bt


def snapshot(netuid, offline):
    opened = False
    sub = None
    if not offline:
        sub = bt.Subtensor("finney")
        opened = True
    print("offline" if offline else "online")
    if opened:
        sub.close()
