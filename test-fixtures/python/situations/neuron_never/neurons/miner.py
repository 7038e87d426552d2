from types import SimpleNamespace

from template.base.miner import BaseMinerNeuron


class Miner(BaseMinerNeuron):
    def forward(self, synapse):
        synapse.output = synapse.input * 2
        return synapse

    def blacklist(self, synapse):
        if synapse.dendrite.hotkey not in self.metagraph.hotkeys:
            return True, "Unrecognized hotkey"
        return False, "ok"


def main():
    config = SimpleNamespace(network="finney", netuid=12)
    miner = Miner(config)
    miner.run()


if __name__ == "__main__":
    main()
