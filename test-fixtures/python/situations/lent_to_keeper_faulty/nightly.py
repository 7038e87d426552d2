import bittensor as bt

from lib.reporter import Reporter


def nightly(netuids: list[int]) -> None:
    sub = bt.Subtensor(network="finney")
    # line SUB001
    reporter = Reporter(sub, "/var/log/subnets.jsonl")
    try:
        for netuid in netuids:
            reporter.report(netuid)
    finally:
        reporter.close()


if __name__ == "__main__":
    nightly([1, 2, 3, 4])
