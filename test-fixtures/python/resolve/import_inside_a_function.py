def run(netuid):
    import bittensor as bt

    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.subnet(netuid))


def run_from(netuid):
    from bittensor import Subtensor

    with Subtensor("finney") as sub:
        print(sub.subnet(netuid))
