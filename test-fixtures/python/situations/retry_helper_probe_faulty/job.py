from helpers.retry import connect_with_retry


def main() -> None:
    sub = connect_with_retry("finney")
    try:
        for netuid in sub.get_subnets():
            print(netuid, sub.get_subnet_price(netuid))
    finally:
        sub.close()


if __name__ == "__main__":
    main()
