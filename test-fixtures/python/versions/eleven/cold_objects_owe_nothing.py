# sdk: 11.3.0
import bittensor as bt


async def never_connected():
    sub = bt.Subtensor("finney")
    client = bt.Client("finney")
    substrate = bt.RpcSubstrate("wss://entrypoint-finney.opentensor.ai:443")
    return sub, client, substrate


def cold_close_does_nothing():
    sub = bt.Subtensor("finney")
    sub.close()


def names_of_a_cold_one():
    sub = bt.Subtensor("finney")
    print(sub, sub.network, sub.endpoint)


def view_keeps_it():
    balances = bt.Subtensor("finney").balances
    return balances.get("5F")
