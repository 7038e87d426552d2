import asyncio
import threading

import bittensor as bt


class Cli:
    """Keeps the loop that runs what it awaits."""

    def __init__(self):
        self.sub = None
        self.loop = asyncio.new_event_loop()

    def open(self):
        self.sub = bt.AsyncSubtensor("finney")
        self.loop.run_until_complete(self.sub.initialize())

    async def _aclose(self):
        if self.sub:
            await self.sub.close()

    def close(self):
        self.loop.run_until_complete(self._aclose())


class Runner:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def _run(self, call):
        return call()

    def close(self):
        self._run(self.sub.close)


class Asker:
    def __init__(self):
        self.sub = bt.Subtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def _run(self, call):
        return call()

    def tempo(self):
        return self._run(self.sub.tempo)


def work(sub):
    try:
        print(sub.block)
    finally:
        sub.close()


def cli():
    one = Cli()
    one.open()
    one.close()


def runner():
    one = Runner()
    try:
        print(one.sub.block)
    finally:
        one.close()


def thread():
    sub = bt.Subtensor("finney")
    threading.Thread(target=work, kwargs={"sub": sub}).start()


print(Asker().tempo())
