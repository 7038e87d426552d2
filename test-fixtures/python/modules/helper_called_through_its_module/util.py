def close_quietly(thing):
    thing.close()


def ask(thing):
    return thing.block
