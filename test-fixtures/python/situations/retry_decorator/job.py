import logging

from chain import connect, read_block

logging.basicConfig(level=logging.INFO)


def emissions(netuid):
    sub = connect("finney")
    # line SUB001
    metagraph = sub.metagraph(netuid)
    return [float(e) for e in metagraph.E]


def registrations(netuid):
    sub = connect()
    try:
        return sub.neurons_lite(netuid)
    finally:
        sub.close()


def main():
    print("block", read_block())
    print(sum(emissions(1)))
    print(len(registrations(1)))


if __name__ == "__main__":
    main()
