import sys

from chain import TimedSubtensor


def probe(network):
    sub = TimedSubtensor(network)
    # line SUB001
    number, seconds = sub.timed_block()
    print(f"{network}: {number} in {seconds:.2f}s, age {sub.age:.1f}s")
    return number


def probe_scoped(network):
    with TimedSubtensor(network) as sub:
        return sub.timed_block()


def probe_closed(network):
    sub = TimedSubtensor(network, log_verbose=True)
    try:
        return sub.timed_block()
    finally:
        sub.close()


def main(argv):
    networks = argv[1:] or ["finney"]
    for network in networks:
        try:
            probe_scoped(network)
            probe_closed(network)
            probe(network)
        except ConnectionError as err:
            print(network, err)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
