import bittensor as bt


def run(netuid, finish):
    sub = bt.Subtensor("finney")
    if finish:
        sub.close()
    else:
        print(sub.subnet(netuid))
        sub.close()


def early(netuid):
    sub = bt.Subtensor("finney")
    if not netuid:
        sub.close()
        return
    print(sub.subnet(netuid))
    sub.close()
