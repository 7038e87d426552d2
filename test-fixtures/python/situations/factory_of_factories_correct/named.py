from base import raw


def archive():
    return raw("archive")


def finney():
    sub = raw("finney")
    return sub
