from levels.c import C


def main() -> None:
    with C("finney", 1) as c:
        print(c.size())


if __name__ == "__main__":
    main()
