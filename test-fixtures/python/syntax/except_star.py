import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    try:
        print(sub.get_current_block())
        sub.close()
    except* ValueError as group:
        print(group.exceptions)
