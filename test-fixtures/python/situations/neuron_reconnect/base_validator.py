import asyncio
import json
import time

import bittensor as bt


class BaseValidatorNeuron:
    def __init__(self, netuid, network="finney"):
        self.netuid = netuid
        self.network = network
        self.subtensor = bt.Subtensor(network)
        self.metagraph = self.subtensor.metagraph(netuid)
        self.scores = [0.0] * 256
        self.step = 0

    def resync_metagraph(self):
        previous = list(self.metagraph.hotkeys)
        self.metagraph.sync(subtensor=self.subtensor)
        for uid, hotkey in enumerate(previous):
            if hotkey != self.metagraph.hotkeys[uid]:
                self.scores[uid] = 0.0

    def save_state(self):
        with open("state.json", "w") as handle:
            json.dump({"step": self.step, "scores": self.scores}, handle)

    def stop(self):
        self.subtensor.close()
