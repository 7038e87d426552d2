import logging

logger = logging.getLogger(__name__)


class Closable:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        logger.info("closing %s", type(self).__name__)
        self._release()

    def _release(self):
        connection = getattr(self, "subtensor", None)
        if connection is not None:
            connection.close()
