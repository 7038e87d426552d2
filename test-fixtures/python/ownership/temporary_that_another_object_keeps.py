import bittensor as bt


class Extractor:
    def __init__(self, subtensor):
        self.subtensor = subtensor

    def run(self):
        return self.subtensor.block


def kept_by_a_local():
    extractor = Extractor(bt.Subtensor())
#                         ^^^^^^^^^^^^^^ SUB001
    return extractor.run()


def kept_by_a_temporary():
    return Extractor(bt.Subtensor()).run()
#                    ^^^^^^^^^^^^^^ SUB004


def closed_through_it():
    extractor = Extractor(bt.Subtensor())
    try:
        return extractor.run()
    finally:
        extractor.subtensor.close()
