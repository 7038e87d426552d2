def show(subtensor, netuid):
    print(subtensor.subnet(netuid))


def show_and_close(subtensor, netuid):
    try:
        print(subtensor.subnet(netuid))
    finally:
        subtensor.close()
