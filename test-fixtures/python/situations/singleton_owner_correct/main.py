from one.access import get_client, reset_client


def main() -> None:
    try:
        for netuid in range(4):
            print(netuid, get_client().exists(netuid))
    finally:
        reset_client()


if __name__ == "__main__":
    main()
