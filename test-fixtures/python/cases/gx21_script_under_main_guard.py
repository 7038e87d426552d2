import bittensor as bt

if __name__ == "__main__":
    sub = bt.Subtensor()
    #     ^^^^^^^^^^^^^^ SUB001
    print(sub.block)
