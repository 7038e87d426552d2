import sys

import shared_chain

netuid = int(sys.argv[1])
print(shared_chain.subtensor.get_subnet_price(netuid=netuid))
