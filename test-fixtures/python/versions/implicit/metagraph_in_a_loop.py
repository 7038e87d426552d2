# sdk: 10.5.0
import time

import bittensor as bt


def one_on_every_iteration(netuids):
    for netuid in netuids:
        mg = bt.Metagraph(netuid)
        #    ^^^^^^^^^^^^^^^^^^^^ SUB009
        print(mg.n)


def one_for_all(netuids):
    with bt.Subtensor("finney") as sub:
        for netuid in netuids:
            mg = sub.metagraph(netuid)
            print(mg.n)


def only_the_first_sync_opens():
    mg = bt.Metagraph(1, sync=False)
    while True:
        mg.sync()
#       ^^^^^^^^^ SUB009
        time.sleep(60)


def closed_on_every_iteration(netuids):
    for netuid in netuids:
        mg = bt.Metagraph(netuid)
        print(mg.n)
        mg.subtensor.close()
