from one.chain import Chain


def main() -> None:
    chain = Chain("finney")
    chain.open()
    try:
        print(chain.head())
    finally:
        chain.close()


if __name__ == "__main__":
    main()
