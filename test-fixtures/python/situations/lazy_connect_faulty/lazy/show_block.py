from lazy.client import LazyChain


def main() -> None:
    chain = LazyChain("finney").connect()
    # line SUB007
    print("block", chain.block())


if __name__ == "__main__":
    main()
