import bittensor as bt


class Miner:
    network = "finney"

    def _open(self):
        return bt.Subtensor(self.network)

    def height(self):
        sub = self._open()
        #     ^^^^^^^^^^^^ SUB001
        return sub.get_current_block()

    def tempo(self, netuid):
        with self._open() as sub:
            return sub.tempo(netuid)
