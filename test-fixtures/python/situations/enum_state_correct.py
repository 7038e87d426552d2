import enum

import bittensor as bt


class State(enum.Enum):
    IDLE = 0
    CONNECTED = 1
    FAILED = 2


class Connection:
    """Which members say that there is something to close is decided by the one that `connect()` sets."""

    def __init__(self, network):
        self.network = network
        self.state = State.IDLE
        self.sub = None

    def connect(self):
        if self.state is State.CONNECTED:
            return True
        try:
            self.sub = bt.Subtensor(self.network)
        except Exception:
            self.state = State.FAILED
            return False
        self.state = State.CONNECTED
        return True

    def disconnect(self):
        if self.state == State.CONNECTED:
            self.sub.close()
        self.sub = None
        self.state = State.IDLE


def main():
    connection = Connection("finney")
    if connection.connect():
        print(connection.sub.get_current_block())
        connection.disconnect()


main()
