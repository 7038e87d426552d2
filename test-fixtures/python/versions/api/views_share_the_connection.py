# sdk: 10.5.0
import bittensor as bt


def views():
    with bt.SubtensorApi("finney") as api:
        subnets, wallets = api.subnets, api.wallets
        substrate = api.substrate
        print(subnets, wallets, substrate, api.inner_subtensor)


def view_outlives_the_block():
    with bt.SubtensorApi("finney") as api:
        chain = api.chain
    return chain.get_current_block()
    # line SUB013
