import json

from managers import ChainSession


def dump(netuid: int, path: str) -> None:
    with ChainSession("archive") as sub:
        hotkeys = list(sub.metagraph(netuid).hotkeys)
    with open(path, "w") as out:
        json.dump(hotkeys, out)
