from net.chain import Chain


class Neuron:
    def __init__(self, network: str):
        self.chain = Chain(network)
        self.heads: list[int] = []

    def step(self) -> None:
        self.heads.append(self.chain.head())
