import logging

from .chain import ensure

log = logging.getLogger(__name__)


def dividends(netuid, subtensor=None):
    chain = ensure(subtensor)
    mg = chain.metagraph(netuid)
    return {mg.hotkeys[u]: float(mg.D[u]) for u in range(int(mg.n))}


def top(netuid, count, subtensor=None):
    values = dividends(netuid, subtensor)
    best = sorted(values.items(), key=lambda kv: kv[1], reverse=True)[:count]
    log.info("top %s", best)
    return best
