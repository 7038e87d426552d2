import bittensor as bt


class R:
    def __init__(self, net):
        self._net = net
        self._s = None

    def connect(self):
        self._s = bt.Subtensor(self._net)

    def close(self):
        if self._s:
            self._s.close()


def run(nets):
    rs = [R(n) for n in nets]
    try:
        for r in rs:
            r.connect()
    finally:
        for r in rs:
            r.close()
