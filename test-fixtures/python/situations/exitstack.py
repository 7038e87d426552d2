import contextlib
import sys

import bittensor as bt

NETWORKS = ("finney", "test", "archive")


def heights():
    with contextlib.ExitStack() as stack:
        subs = {name: stack.enter_context(bt.Subtensor(name)) for name in NETWORKS}
        for name, sub in subs.items():
            yield_value = sub.get_current_block()
            print(name, yield_value)
        return len(subs)


def with_callback(network):
    stack = contextlib.ExitStack()
    try:
        sub = bt.Subtensor(network)
        stack.callback(sub.close)
        if not sub.subnet_exists(1):
            return None
        return sub.difficulty(1)
    finally:
        stack.close()


class Session:
    """Opens everything or nothing."""

    def __init__(self, networks):
        with contextlib.ExitStack() as stack:
            self.subs = [stack.enter_context(bt.Subtensor(n)) for n in networks]
            self._stack = stack.pop_all()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return self._stack.__exit__(*exc)


async def several():
    async with contextlib.AsyncExitStack() as stack:
        first = await stack.enter_async_context(bt.AsyncSubtensor("finney"))
        second = bt.AsyncSubtensor("test")
        await second.initialize()
        stack.push_async_callback(second.close)
        return await first.get_current_block() - await second.get_current_block()


def main():
    print(heights())
    print(with_callback("finney"))
    with Session(NETWORKS) as session:
        print(len(session.subs))


if __name__ == "__main__":
    sys.exit(main())
