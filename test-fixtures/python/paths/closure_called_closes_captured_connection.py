import bittensor as bt


def run():
    sub = bt.Subtensor("finney")

    def shutdown():
        sub.close()

    print(sub.get_current_block())
    shutdown()


def never_called():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001

    def shutdown():
        sub.close()

    print(sub.get_current_block())
