from .chain import connect


def run(netuid: int) -> float:
    sub = connect()
    # line SUB001
    price = float(sub.get_subnet_price(netuid=netuid))
    return price
