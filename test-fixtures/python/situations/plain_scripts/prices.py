import bittensor as bt

client = bt.Subtensor("finney")
# line SUB008


def price(netuid):
    return float(client.subnet(netuid).price)


def table(netuids):
    return {netuid: price(netuid) for netuid in netuids}


if __name__ == "__main__":
    for netuid, value in table(range(1, 10)).items():
        print(f"{netuid:4} {value:.5f}")
