import sys
import atexit

import shared_chain

atexit.register(shared_chain.subtensor.close)
netuid = int(sys.argv[1])
print(shared_chain.subtensor.get_subnet_price(netuid=netuid))
