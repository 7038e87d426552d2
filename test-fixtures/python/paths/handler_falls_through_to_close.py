import bittensor as bt


def peek(netuid):
    sub = bt.Subtensor("finney")
    price = None
    try:
        price = sub.get_subnet_price(netuid)
    except Exception as err:
        print("no price", err)
    sub.close()
    return price
