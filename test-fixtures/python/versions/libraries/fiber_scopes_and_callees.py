# sdk: 9.12.2
from fiber.chain.chain_utils import query_substrate
from fiber.chain.fetch_nodes import get_nodes_for_netuid
from fiber.chain.interface import get_substrate
from fiber.chain.weights import set_node_weights


def scoped():
    with get_substrate(subtensor_network="finney") as substrate:
        return substrate.get_chain_head()


def closed_through_the_websocket():
    substrate = get_substrate(subtensor_network="finney")
    substrate.websocket.close()


def lent_and_lost():
    substrate = get_substrate(subtensor_network="finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    nodes = get_nodes_for_netuid(substrate, 1)
    set_node_weights(substrate, nodes)
    return nodes


def lent_and_closed():
    substrate = get_substrate(subtensor_network="finney")
    nodes = get_nodes_for_netuid(substrate, 1)
    substrate.close()
    return nodes


def returned_with_a_value():
    substrate = get_substrate(subtensor_network="finney")
    substrate, value = query_substrate(substrate, "SubtensorModule", "Tempo", [1])
    substrate.close()
    return value


def of_older_revisions():
    from fiber.chain_interactions.interface import get_substrate as older

    substrate = older("finney")
    #           ^^^^^^^^^^^^^^^ SUB001
    return substrate.get_chain_head()
