import bittensor as bt


def make_reader():
    sub = bt.Subtensor("finney")

    def read():
        return sub.get_current_block()

    def close():
        sub.close()

    return read, close


def run():
    read, close = make_reader()
    print(read())
    close()
