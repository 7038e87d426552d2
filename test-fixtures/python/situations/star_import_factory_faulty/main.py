from proj import fresh_subtensor, shorten


def main(address: str) -> None:
    sub = fresh_subtensor()
    # line SUB001
    try:
        print(shorten(address), sub.get_balance(address))
    finally:
        print("done")


if __name__ == "__main__":
    main("5F3sa2TJAWMqDhXG6jhV4N8ko9SxwGy8TpaNS1repo5EYjQX")
