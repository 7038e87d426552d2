import threading

import bittensor as bt


class Chain:
    """Whoever makes "another" gets the one that there is."""

    _instance = None

    def __new__(cls):
        if cls._instance is None:
            instance = super().__new__(cls)
            instance.sub = bt.Subtensor()
            cls._instance = instance
        return cls._instance

    def close(self):
        self.sub.close()


class Archive:
    _instance = None
    _lock = threading.Lock()

    def __new__(cls, *args, **kwargs):
        if not cls._instance:
            with cls._lock:
                if not cls._instance:
                    cls._instance = super(Archive, cls).__new__(cls)
                    cls._instance.chain = bt.Subtensor("archive")
        return cls._instance

    @classmethod
    def shutdown(cls):
        if cls._instance is not None:
            cls._instance.chain.close()
            cls._instance = None


def main():
    chain = Chain()
    archive = Archive()
    try:
        print(chain.sub.block, archive.chain.block)
    finally:
        chain.close()
        Archive.shutdown()


main()
