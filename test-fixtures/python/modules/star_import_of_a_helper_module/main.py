from helpers import *


def leak():
    sub = connect()
    #     ^^^^^^^^^ SUB001
    drop(sub)


def closed():
    sub = connect()
    sub.close()
