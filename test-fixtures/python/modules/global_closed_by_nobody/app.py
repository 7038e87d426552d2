from state import subtensor


def height():
    return subtensor.get_current_block()
