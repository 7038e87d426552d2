import argparse

from pkg.archive import ArchiveReader


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", default="finney")
    parser.add_argument("--netuid", type=int, default=1)
    parser.add_argument("--block", type=int, required=True)
    args = parser.parse_args()
    reader = ArchiveReader(args)
    try:
        print(reader.stake_at(args.block))
    finally:
        reader.close()


if __name__ == "__main__":
    main()
