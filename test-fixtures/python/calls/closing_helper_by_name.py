import bittensor as bt


def disconnect(subtensor):
    if subtensor is None:
        return
    try:
        subtensor.close()
    except Exception as err:
        print("close failed", err)


def run():
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    disconnect(sub)


def run_early(netuid):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    if netuid is None:
        return
    print(sub.subnet(netuid))
    disconnect(sub)
