import bittensor as bt


def on_the_line():
    sub = bt.Subtensor("finney")  # subtensor-lint: ignore[SUB001] the process ends here
    print(sub.block)


def above():
    # subtensor-lint: ignore[never-closed] the process ends here
    sub = bt.Subtensor("finney")
    print(sub.block)


def on_the_closing_bracket():
    sub = bt.Subtensor(
        "finney",
    )  # subtensor-lint: ignore[SUB001] the process ends here
    print(sub.block)


def above_a_longer_statement():
    # subtensor-lint: ignore[SUB001] the process ends here
    # A second thought.
    sub = (
        bt.Subtensor("finney")
    )
    print(sub.block)


def another_rule():
    sub = bt.Subtensor("finney")  # subtensor-lint: ignore[SUB008] not this one
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    #                                                      ^^^^^^ SUB900
    print(sub.block)


def misspelt():
    with bt.Subtensor("finney") as sub:  # subtensor-lint: ignore[SUB0001] no such rule
        #                                                         ^^^^^^^ SUB900
        print(sub.block)


def in_a_string():
    text = "# subtensor-lint: ignore[SUB001]"; sub = bt.Subtensor("finney")
    #                                                ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(text, sub.block)
