# sdk: 10.5.0
from bittensor.core.subtensor_api import SubtensorApi


def leak():
    api = SubtensorApi("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return api.chain.get_current_block()


def scoped():
    with SubtensorApi("finney") as api:
        return api.chain.get_current_block()
