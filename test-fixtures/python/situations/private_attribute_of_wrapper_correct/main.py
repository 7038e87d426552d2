import logging

from wrap.wrapper import CachedChain

logger = logging.getLogger("tempo")


def main(netuids: list[int]) -> None:
    chain = CachedChain("finney")
    try:
        for netuid in netuids:
            logger.info("%d: %d", netuid, chain.tempo(netuid))
    finally:
        inner = chain._inner
        inner.close()


if __name__ == "__main__":
    main([1, 2, 3])
