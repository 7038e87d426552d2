import bittensor as bt
from async_substrate_interface import SubstrateInterface


def http():
    substrate = SubstrateInterface(url="https://lite.chain.opentensor.ai")
    print(substrate.chain)


def websocket():
    substrate = SubstrateInterface(url="wss://lite.chain.opentensor.ai")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(substrate.chain)


def subtensor_http():
    sub = bt.Subtensor(network="http://127.0.0.1:9944")
    print(sub.get_current_block())
