# sdk: 9.12.2
def load():
    try:
        import bittensor as bt

        return bt
    except Exception:
        return None


class Check:
    def run(self):
        bt = load()
        if bt is None:
            return []
        subtensor, block = self.connect(bt)
        #                  ^^^^^^^^^^^^^^^^ SUB001
        if subtensor is None:
            return []
        return [block]

    def well(self):
        bt = load()
        if bt is None:
            return []
        subtensor, block = self.connect(bt)
        if subtensor is not None:
            subtensor.close()
        return [block]

    def connect(self, bt):
        try:
            subtensor = bt.subtensor(network=self.config.network)
        except Exception:
            try:
                subtensor = bt.subtensor()
            except Exception:
                return None, None
        block = None
        try:
            block = int(subtensor.get_current_block())
        except Exception:
            block = None
        return subtensor, block


class Graph:
    def run(self):
        bt = load()
        if bt is None:
            return None
        return self.graph(bt)

    def graph(self, bt):
        return bt.metagraph(netuid=1, sync=True)
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB009
