from manager import Manager

validator = Manager.validator()


def main():
    try:
        print(validator.subtensor.block, Manager.miner().link.block)
    finally:
        validator.subtensor.close()
