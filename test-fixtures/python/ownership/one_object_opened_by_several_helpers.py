import bittensor as bt


class Provider:
    def __init__(self, uri):
        self._uri = uri
        self._sub = None

    def _get(self):
        if self._sub is None:
            self._sub = bt.Subtensor(network=self._uri)
        return self._sub

    def close(self):
        if self._sub:
            self._sub.close()
            self._sub = None

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def block(self):
        return self._get().get_current_block()

    def hash(self, n):
        return self._get().get_block_hash(n)


def resolve_number(p: Provider, n):
    if n is not None:
        return n
    return p.block()


def resolve_hash(p: Provider, n):
    return p.hash(n)


def a(number=None):
    p = Provider("finney")
    n = resolve_number(p, number)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB007
    h = resolve_hash(p, n)
    print(n, h)


def unknown_number(ctx):
    number = ctx["block"]
    p = Provider("finney")
    n = resolve_number(p, number)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB007
    print(n)


def known_number():
    p = Provider("finney")
    n = resolve_number(p, 5)
    print(n)
