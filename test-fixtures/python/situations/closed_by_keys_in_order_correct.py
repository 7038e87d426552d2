from collections.abc import Callable

import bittensor as bt


class Registry:
    """Connections by name, closed in the reverse of the order in which they were opened."""

    def __init__(self) -> None:
        self._by_name: dict[str, bt.Subtensor] = {}
        self._order: list[str] = []

    def register(self, name: str, factory: Callable[[], bt.Subtensor]) -> bt.Subtensor:
        if name in self._by_name:
            raise KeyError(name)
        handle = factory()
        self._by_name[name] = handle
        self._order.append(name)
        return handle

    def close(self) -> None:
        for name in reversed(self._order):
            self._by_name.pop(name).close()
        self._order.clear()


def main() -> None:
    registry = Registry()
    try:
        registry.register("main", lambda: bt.Subtensor(network="archive"))
        registry.register("plain", lambda: bt.Subtensor(network="test"))
    finally:
        registry.close()


def checked() -> None:
    registry = Registry()
    try:
        registry.register("main", lambda: bt.Subtensor(network="finney"))
    except KeyError as error:
        print(error)
    registry.close()
