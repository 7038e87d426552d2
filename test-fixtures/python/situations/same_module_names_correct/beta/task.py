from .chain import connect


def run(netuid: int) -> float:
    sub = connect()
    return float(sub.get_subnet_price(netuid=netuid))
