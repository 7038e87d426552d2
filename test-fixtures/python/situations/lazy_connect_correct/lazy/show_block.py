from lazy.client import LazyChain


def main() -> None:
    chain = LazyChain("finney").connect()
    print("block", chain.block())
    chain.disconnect()


if __name__ == "__main__":
    main()
