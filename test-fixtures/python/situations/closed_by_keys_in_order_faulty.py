from collections.abc import Callable

import bittensor as bt


class Registry:
    """Connections by name, closed in the reverse of the order in which they were opened."""

    def __init__(self) -> None:
        self._by_name: dict[str, bt.Subtensor] = {}
        self._order: list[str] = []

    def register(self, name: str, factory: Callable[[], bt.Subtensor]) -> None:
        handle = factory()
        self._by_name[name] = handle
        self._order.append(name)

    def close(self) -> None:
        for name in reversed(self._order):
            self._by_name.pop(name).close()
        self._order.clear()


def main(quiet: bool) -> None:
    registry = Registry()
    registry.register("main", lambda: bt.Subtensor(network="finney"))
    # line SUB002
    if quiet:
        return
    registry.close()


def probe(factory: Callable[[], bt.Subtensor]) -> int:
    handle = factory()
    block = handle.block
    handle.close()
    return block


def tried() -> None:
    try:
        probe(lambda: bt.Subtensor(network="archive"))
        # line SUB002
    except ConnectionError:
        print("no archive")
