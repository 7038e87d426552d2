import json

from managers import ChainSession


def dump(netuid: int, path: str) -> None:
    sub = ChainSession("archive").__enter__()
    # line SUB007|SUB001|SUB004
    hotkeys = list(sub.metagraph(netuid).hotkeys)
    with open(path, "w") as out:
        json.dump(hotkeys, out)
