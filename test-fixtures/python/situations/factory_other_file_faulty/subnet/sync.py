from subnet.chain import connect


def hotkeys(netuid: int) -> list[str]:
    with connect("archive") as sub:
        return list(sub.metagraph(netuid).hotkeys)
