import argparse
import sys

from .commands import Diff, Head

COMMANDS = {command.name: command for command in (Head, Diff)}


def main() -> int:
    parser = argparse.ArgumentParser(prog="tool")
    parser.add_argument("command", choices=sorted(COMMANDS))
    parser.add_argument("--network", default="finney")
    args = parser.parse_args()
    return COMMANDS[args.command](args).execute()


if __name__ == "__main__":
    sys.exit(main())
