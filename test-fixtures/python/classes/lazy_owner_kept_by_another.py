import bittensor as bt


class Chain:
    """Opens its connection when it is first asked for one."""

    def __init__(self):
        self._sub = None

    def sub(self):
        if self._sub is None:
            self._sub = bt.Subtensor("finney")
        return self._sub

    def close(self):
        if self._sub is not None:
            self._sub.close()
            self._sub = None


class App:
    def __init__(self):
        self.chain = Chain()

    def block(self):
        return self.chain.sub().block
        #      ^^^^^^^^^^^^^^^^ SUB006

    def tempo(self, netuid):
        # The object is told once, at the first call that may have it open.
        return self.chain.sub().tempo(netuid)


class Service:
    def __init__(self):
        self.chain = Chain()

    def block(self):
        return self.chain.sub().block

    def stop(self):
        self.chain.close()


def left_running():
    service = Service()
    print(service.block())
    #     ^^^^^^^^^^^^^^^ SUB007


def stopped():
    service = Service()
    try:
        print(service.block())
    finally:
        service.stop()


CHAIN = Chain()


def of_the_module():
    print(CHAIN.sub().block)
    #     ^^^^^^^^^^^ SUB008


def once_more():
    print(CHAIN.sub().tempo(1))


_shared = None


def shared():
    global _shared
    if _shared is None:
        _shared = Chain()
    return _shared


def of_a_getter():
    print(shared().sub().block)
    #     ^^^^^^^^^^^^^^ SUB008
