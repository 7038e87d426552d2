import sys

from inject.commands import balance, faucet_block

if __name__ == "__main__":
    print(balance(sys.argv[1]), faucet_block())
