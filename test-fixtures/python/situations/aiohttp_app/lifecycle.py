import logging

import bittensor as bt

log = logging.getLogger(__name__)


async def open_chain(app):
    app["chain"] = bt.AsyncSubtensor("finney")
    await app["chain"].initialize()
    log.info("chain opened")


async def close_chain(app):
    await app["chain"].close()
    log.info("chain closed")


async def archive_context(app):
    archive = bt.AsyncSubtensor("archive")
    await archive.initialize()
    app["archive"] = archive
    yield
    await archive.close()
