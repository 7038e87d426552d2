from fiber.chain import interface
from fiber.chain.interface import get_substrate


def leak():
    substrate = get_substrate(subtensor_network="finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(substrate.chain)


def leak_by_module():
    substrate = interface.get_substrate(subtensor_network="finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(substrate.chain)


def closed():
    substrate = get_substrate(subtensor_network="finney")
    print(substrate.chain)
    substrate.close()
