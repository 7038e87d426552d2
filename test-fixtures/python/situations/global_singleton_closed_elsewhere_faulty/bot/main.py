import logging

from bot import commands, state

log = logging.getLogger("bot")


def shutdown() -> None:
    log.info("bye")


def main() -> None:
    try:
        for line in iter(input, "quit"):
            name, _, argument = line.partition(" ")
            print(commands.balance(argument) if name == "balance" else commands.block())
    finally:
        shutdown()


if __name__ == "__main__":
    main()
