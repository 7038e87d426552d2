import bittensor as bt


class Shared:
    def __init__(self):
        self.sub = None
        self.state = 0

    def start(self):
        if self.state in (1, 2):
            return
        self._connect()
        self.state = 2

    def _connect(self):
        self.sub = bt.Subtensor("finney")

    def stop(self):
        if self.sub:
            self.sub.close()
            self.sub = None
        self.state = 0

    def reconnect(self):
        if self.sub:
            self.sub.close()
            self.sub = None
        self._connect()
        self.state = 2


class Inline:
    def __init__(self):
        self.sub = None
        self.state = 0

    def start(self):
        if self.state in (1, 2):
            return
        self.sub = bt.Subtensor("finney")
        self.state = 2

    def stop(self):
        if self.sub:
            self.sub.close()
            self.sub = None
        self.state = 0

    def reconnect(self):
        if self.sub:
            self.sub.close()
            self.sub = None
        self.sub = bt.Subtensor("finney")
        self.state = 2
