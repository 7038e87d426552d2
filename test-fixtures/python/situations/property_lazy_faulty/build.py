from store.source import MetagraphSource


def build(netuids: list[int]) -> dict[int, int]:
    sizes = {}
    for netuid in netuids:
        with MetagraphSource(netuid) as source:
            sizes[netuid] = int(source.load().n)
    return sizes


if __name__ == "__main__":
    print(build([1, 2]))
