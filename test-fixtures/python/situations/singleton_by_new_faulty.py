import bittensor as bt


class Chain:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            instance = super().__new__(cls)
            instance.sub = bt.Subtensor()
            #              ^^^^^^^^^^^^^^ SUB008
            cls._instance = instance
        return cls._instance

    def block(self):
        return self.sub.block


def main():
    print(Chain().block())


main()
