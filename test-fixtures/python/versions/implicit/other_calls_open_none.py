# sdk: 7.4.0
import bittensor as bt


def wallet_and_dendrite(netuid):
    wallet = bt.wallet(name="default")
    wallet.create_if_non_existent()
    dendrite = bt.dendrite(wallet=wallet)
    axon = bt.axon(wallet=wallet)
    axon.start()
    executor = bt.threadpool.PriorityThreadPoolExecutor(max_workers=2)
    print(dendrite, netuid)
    executor.shutdown()
    axon.stop()


def served(sub):
    axon = bt.axon()
    axon.serve(netuid=1)
    sub.serve_axon(1, axon)
