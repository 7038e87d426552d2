from .chain import connect


def run(netuid: int) -> float:
    sub = connect()
    price = float(sub.get_subnet_price(netuid=netuid))
    sub.close()
    return price
