import bittensor as bt

height = lambda: bt.Subtensor("finney").get_current_block()  # noqa: E731
#                ^^^^^^^^^^^^^^^^^^^^^^ SUB004
