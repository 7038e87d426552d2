from common import NETUID, bt


def leak():
    sub = bt.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.subnet(NETUID))


def closed():
    sub = bt.subtensor("finney")
    try:
        print(sub.subnet(NETUID))
    finally:
        sub.close()
