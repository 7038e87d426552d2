import bittensor as bt


def setup():
    return {"chain": bt.Subtensor("finney"), "netuid": 1}


def leak():
    context = setup()
    #         ^^^^^^^ SUB001
    print(context["chain"].subnet(context["netuid"]))


def closed():
    context = setup()
    print(context["netuid"])
    context["chain"].close()
