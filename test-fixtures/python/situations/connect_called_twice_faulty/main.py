from vali.validator import Validator


def main() -> None:
    validator = Validator("finney", 1)
    try:
        validator.run(1000)
    finally:
        validator.disconnect()


if __name__ == "__main__":
    main()
