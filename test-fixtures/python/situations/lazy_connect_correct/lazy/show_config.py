import argparse

from lazy.client import LazyChain


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", default="finney")
    chain = LazyChain(parser.parse_args().network)
    print("would use", chain.network)
