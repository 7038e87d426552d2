import enum

import bittensor as bt


class State(enum.Enum):
    IDLE = 0
    CONNECTED = 1
    READY = 2


class Connection:
    def __init__(self, network):
        self.network = network
        self.state = State.IDLE

    def connect(self):
        self.sub = bt.Subtensor(self.network)
        self.state = State.CONNECTED

    def disconnect(self):
        # It never gets there: nothing sets READY.
        if self.state is State.READY:
            self.sub.close()
        self.state = State.IDLE


def main():
    connection = Connection("finney")
    connection.connect()
    # line SUB007
    print(connection.sub.get_current_block())
    connection.disconnect()


main()
