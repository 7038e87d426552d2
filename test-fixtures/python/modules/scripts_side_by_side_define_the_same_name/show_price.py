import httpx


def connect():
    return httpx.get("https://example.org/price").json()


def main():
    price = connect()
    print(price)


if __name__ == "__main__":
    main()
