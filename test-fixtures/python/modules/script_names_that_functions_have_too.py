import sys

import bittensor as bt


def scoped(net):
    with bt.Subtensor(net) as sub:
        return sub.block


def looped(xs):
    for other in xs:
        print(other)
    return [other for other in xs], {other: 1 for other in xs}


def assigned(xs):
    third = len(xs)
    return third


def told():
    global shared
    shared = None


def inner():
    def deep():
        global fifth
        return fifth.block

    fifth = 1
    return deep, fifth


if __name__ == "__main__":
    sub = bt.Subtensor()
#         ^^^^^^^^^^^^^^ SUB001
    print(sub.block)
    other = bt.Subtensor()
#           ^^^^^^^^^^^^^^ SUB002
    if len(sys.argv) > 1:
        other.close()
    third = bt.Subtensor()
    print(third.block)
    third.close()
    shared = bt.Subtensor()
#            ^^^^^^^^^^^^^^ SUB008
    fifth = bt.Subtensor()
#           ^^^^^^^^^^^^^^ SUB008
