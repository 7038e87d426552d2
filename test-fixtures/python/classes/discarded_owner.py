import bittensor as bt


class Miner:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def run(self):
        print(self.sub.get_current_block())

    def stop(self):
        self.sub.close()


def main():
    Miner().run()
#   ^^^^^^^ SUB004|SUB007


class SelfClosing(Miner):
    def run(self):
        try:
            print(self.sub.get_current_block())
        finally:
            self.stop()


def main_self_closing():
    SelfClosing().run()
