from chain import connect


def block():
    sub = connect("finney")
    return sub.block


def tempo():
    sub = connect("finney")
    return sub.tempo(1)


def weights():
    sub = connect("test")
    return sub.weights(1)
