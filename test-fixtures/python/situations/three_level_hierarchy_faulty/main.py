from levels.c import C


def main() -> None:
    c = C("finney", 1)
    # line SUB007
    print(c.size())


if __name__ == "__main__":
    main()
