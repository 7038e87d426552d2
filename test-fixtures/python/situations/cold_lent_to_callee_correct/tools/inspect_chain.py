import logging

log = logging.getLogger(__name__)


async def describe(sub) -> str:
    head = "-"
    text = f"{sub.network} via {sub.chain_endpoint}: {head}"
    log.info(text)
    return text
