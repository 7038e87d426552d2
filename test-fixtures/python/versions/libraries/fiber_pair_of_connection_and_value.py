# sdk: 9.12.2
from fiber.chain.chain_utils import query_substrate
from fiber.chain.interface import get_substrate


def leak():
    substrate = get_substrate(subtensor_network="finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    substrate, value = query_substrate(substrate, "SubtensorModule", "Tempo", [1])
    return value


def leak_of_the_lent_one():
    substrate = get_substrate(subtensor_network="finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    _, value = query_substrate(substrate, "SubtensorModule", "Tempo", [1])
    return value


def closed_under_another_name():
    substrate = get_substrate(subtensor_network="finney")
    current, value = query_substrate(substrate, "SubtensorModule", "Tempo", [1])
    current.close()
    return value


def kept_in_a_pair():
    substrate = get_substrate(subtensor_network="finney")
    pair = query_substrate(substrate, "SubtensorModule", "Tempo", [1])
    pair[0].close()
    return pair[1]
