import bittensor as bt


def watch(rounds):
    sub = bt.Subtensor("finney")
    for _ in range(rounds):
        try:
            print(sub.get_current_block())
        except Exception as err:
            print("reconnecting", err)
            sub = bt.Subtensor("finney")
            #     ^^^^^^^^^^^^^^^^^^^^^^ SUB005
    sub.close()


def watch_closed(rounds):
    sub = bt.Subtensor("finney")
    for _ in range(rounds):
        try:
            print(sub.get_current_block())
        except Exception as err:
            print("reconnecting", err)
            sub.close()
            sub = bt.Subtensor("finney")
    sub.close()
