import bittensor as bt

for network in ("finney", "archive"):
    with bt.Subtensor(network) as sub:
        print(network, sub.get_current_block())

try:
    chain = bt.Subtensor("test")
    print(chain.get_current_block())
finally:
    chain.close()
