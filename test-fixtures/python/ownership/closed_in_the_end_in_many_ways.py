import contextlib
import threading
import time
from contextlib import ExitStack, suppress
import bittensor as bt


class A:
    def __init__(self):
        self.sub = bt.Subtensor()
        self.archive = bt.Subtensor("archive")
        self._closed = False

    def close(self):
        if self._closed:
            return
        self._closed = True
        for it in (self.sub, self.archive):
            it.close()


class B:
    def __init__(self):
        self._stack = ExitStack()
        self.sub = self._stack.enter_context(bt.Subtensor())

    def close(self):
        self._stack.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


class C:
    def __init__(self):
        self.sub = bt.Subtensor()
        self.archive = bt.Subtensor("archive")

    def stop(self):
        for name in ("sub", "archive"):
            getattr(self, name).close()


class D:
    def __init__(self):
        self.subs = {}

    def get(self, name):
        if name not in self.subs:
            self.subs[name] = bt.Subtensor(name)
        return self.subs[name]

    def close(self):
        for name, sub in list(self.subs.items()):
            try:
                sub.close()
            except Exception as e:
                print(e)
        self.subs.clear()


class E:
    def __init__(self, network):
        self._lock = threading.Lock()
        self._sub = None
        self.network = network

    @property
    def sub(self):
        with self._lock:
            if self._sub is None:
                self._sub = bt.Subtensor(self.network)
            return self._sub

    def close(self):
        with self._lock:
            sub, self._sub = self._sub, None
        if sub is not None:
            sub.close()


def use():
    a = A()
    try:
        print(a)
    finally:
        a.close()
    with B() as b:
        print(b.sub.block)
    c = C()
    c.stop()
    d = D()
    d.get("x").block
    d.close()
    e = E("x")
    print(e.sub.block)
    e.close()


def lists(nets):
    subs = [bt.Subtensor(n) for n in nets]
    try:
        return [s.block for s in subs]
    finally:
        for s in subs:
            with suppress(Exception):
                s.close()


def lists2(nets):
    subs = [bt.Subtensor(n) for n in nets]
    [s.block for s in subs]
    list(map(lambda s: s.close(), subs))


def retry():
    sub = None
    for attempt in range(5):
        try:
            sub = bt.Subtensor()
            break
        except Exception:
            time.sleep(attempt)
    if sub is None:
        raise RuntimeError("no node")
    try:
        return sub.block
    finally:
        try:
            sub.close()
        except Exception:
            pass


def retry2():
    while True:
        try:
            with contextlib.closing(bt.Subtensor()) as sub:
                return sub.block
        except Exception:
            time.sleep(1)


def worker(sub, out):
    out.append(sub.block)


def threads():
    sub = bt.Subtensor()
    out = []
    t = threading.Thread(target=worker, args=(sub, out))
    t.start()
    t.join()
    sub.close()


def owned(sub=None):
    own = sub is None
    sub = sub or bt.Subtensor()
    try:
        return sub.block
    finally:
        if own:
            sub.close()


def reconnecting(rounds):
    sub = bt.Subtensor()
    try:
        for i in range(rounds):
            try:
                print(sub.block)
            except Exception:
                sub.close()
                sub = bt.Subtensor()
    finally:
        sub.close()


def two():
    with bt.Subtensor() as a, bt.Subtensor("archive") as b:
        return a.block - b.block


def nested(flag):
    stack = ExitStack()
    try:
        sub = stack.enter_context(bt.Subtensor()) if flag else None
        if sub:
            print(sub.block)
    finally:
        stack.close()
