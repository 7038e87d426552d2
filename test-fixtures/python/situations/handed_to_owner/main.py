import sys

import bittensor as bt

from gateway import Gateway, build, release


def report(netuid):
    with build(netuid) as gateway:
        print(gateway.tempo(), gateway.burn())


def direct(netuid):
    chain = bt.Subtensor("test")
    gateway = Gateway(chain, netuid)
    try:
        return gateway.tempo()
    finally:
        gateway.shutdown()


def inner(netuid):
    chain = bt.Subtensor("test")
    alias = chain
    tempo = chain.tempo(netuid)
    alias.substrate.close()
    return tempo


def helper(netuid):
    chain = bt.Subtensor("test")
    tempo = chain.tempo(netuid)
    release(chain)
    return tempo


def kept(netuid):
    chain = bt.Subtensor("test")
    release_chain = chain.close
    try:
        return chain.tempo(netuid)
    finally:
        release_chain()


def main():
    netuid = int(sys.argv[1])
    report(netuid)
    print(direct(netuid), inner(netuid), helper(netuid), kept(netuid))


if __name__ == "__main__":
    main()
