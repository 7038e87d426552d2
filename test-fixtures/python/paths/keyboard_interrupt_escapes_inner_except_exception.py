import bittensor as bt


def run_once():
    try:
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
        try:
            sub.wait_for_block()
        except Exception as err:
            print("retry later", err)
        sub.close()
    except KeyboardInterrupt:
        print("bye")


def run_once_nobody_names_it():
    sub = bt.Subtensor("finney")
    try:
        sub.wait_for_block()
    except Exception as err:
        print("retry later", err)
    sub.close()
