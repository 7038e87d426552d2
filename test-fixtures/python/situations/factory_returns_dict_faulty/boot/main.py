import logging

from boot.context import bootstrap

logger = logging.getLogger("boot")


def main() -> None:
    ctx = bootstrap("finney", 3)
    # line SUB001
    size = int(ctx["subtensor"].metagraph(ctx["netuid"]).n)
    logger.info("%s sees %d neurons", ctx["wallet"].name, size)


if __name__ == "__main__":
    main()
