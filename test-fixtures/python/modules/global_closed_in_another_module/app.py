import state


def height():
    return state.subtensor.get_current_block()


def shutdown():
    state.subtensor.close()
