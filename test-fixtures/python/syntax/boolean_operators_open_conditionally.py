import bittensor as bt


def leak(subtensor=None):
    sub = subtensor or bt.Subtensor("finney")
    #                  ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed_when_own(subtensor=None):
    sub = subtensor or bt.Subtensor("finney")
    print(sub.get_current_block())
    if subtensor is None:
        sub.close()


def and_form(online):
    sub = online and bt.Subtensor("finney")
    if sub:
        print(sub.get_current_block())
        sub.close()
