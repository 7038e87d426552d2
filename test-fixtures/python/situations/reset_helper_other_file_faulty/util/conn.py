import logging

logger = logging.getLogger(__name__)


async def bounce(connection) -> None:
    """Drop the websocket and dial again."""
    await connection.close()
    await connection.initialize()
    logger.info("bounced")


async def drop(connection) -> None:
    try:
        await connection.close()
    except Exception as exc:
        logger.debug("while closing: %s", exc)
