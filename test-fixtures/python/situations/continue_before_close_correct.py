import logging
import time

import bittensor as bt

log = logging.getLogger("endpoint-probe")
ENDPOINTS = ["ws://10.0.0.4:9944", "ws://10.0.0.5:9944", "finney"]
MAX_LAG = 6


def probe(reference: int) -> dict[str, float]:
    """Return latency per healthy endpoint."""
    healthy: dict[str, float] = {}
    for endpoint in ENDPOINTS:
        started = time.perf_counter()
        sub = bt.Subtensor(network=endpoint)
        block = sub.get_current_block()
        if reference - block > MAX_LAG:
            log.warning("%s lags behind by %d", endpoint, reference - block)
            sub.close()
            continue
        healthy[endpoint] = time.perf_counter() - started
        sub.close()
    return healthy


def main():
    with bt.Subtensor(network="archive") as archive:
        reference = archive.get_current_block()
    for endpoint, seconds in sorted(probe(reference).items(), key=lambda p: p[1]):
        log.info("%s %.3f", endpoint, seconds)


if __name__ == "__main__":
    main()
