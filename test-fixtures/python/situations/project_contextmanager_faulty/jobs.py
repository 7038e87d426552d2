from chain import session


def burn(netuid: int) -> float:
    with session() as sub:
        return float(sub.recycle(netuid=netuid))


def all_burns(netuids: list[int]) -> dict[int, float]:
    result = {}
    with session("archive") as sub:
        for netuid in netuids:
            result[netuid] = float(sub.recycle(netuid=netuid))
    return result
