import sys

from core.validator import Validator


def main() -> int:
    with Validator(int(sys.argv[1]), "finney") as validator:
        uid = validator.run()
        print("uid", uid)
    return 0 if uid is not None else 1


if __name__ == "__main__":
    sys.exit(main())
