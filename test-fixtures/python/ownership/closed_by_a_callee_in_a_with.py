import bittensor as bt


def stake_and_stop(sub):
    sub.add_stake(1)
    sub.close()


def main():
    with bt.Subtensor("finney") as sub:
        result = stake_and_stop(sub)
        #        ^^^^^^^^^^^^^^^^^^^ SUB014
    return result


class Looped:
    def connect(self):
        self.sub = bt.Subtensor("finney")

    def run(self):
        self.connect()
        try:
            while True:
                try:
                    print(self.sub.block)
                except Exception:
                    self.sub.close()
                    self.connect()
        finally:
            # An exception that no handler takes finds it open.
            self.sub.close()
