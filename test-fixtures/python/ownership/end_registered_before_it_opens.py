import atexit
import contextlib
import signal
import weakref

import bittensor as bt


class P:
    def __init__(self):
        self._s = None

    def connect(self):
        self._s = bt.Subtensor()

    def close(self):
        if self._s:
            self._s.close()


def a():
    p = P()
    atexit.register(p.close)
    p.connect()


def b():
    with contextlib.ExitStack() as stack:
        p = P()
        stack.callback(p.close)
        p.connect()


def c(request):
    p = P()
    request.addfinalizer(p.close)
    p.connect()
    return p


def d():
    p = P()
    weakref.finalize(p, p.close)
    p.connect()


def e():
    p = P()

    def stop(*_):
        p.close()

    signal.signal(signal.SIGTERM, stop)
    p.connect()


def f():
    p = P()
    atexit.register(lambda: p.close())
    p.connect()


class Lazy:
    def __init__(self):
        self._s = None

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def block(self):
        if self._s is None:
            self._s = bt.Subtensor()
        return self._s.block

    def close(self):
        if self._s:
            self._s.close()


def g():
    with contextlib.ExitStack() as stack:
        p = stack.enter_context(Lazy())
        print(p.block())


def not_registered():
    p = P()
    atexit.register(print)
    p.connect()
#   ^^^^^^^^^^^ SUB007


def another_one_is():
    p, q = P(), P()
    atexit.register(p.close)
    p.connect()
    q.connect()
#   ^^^^^^^^^^^ SUB007
