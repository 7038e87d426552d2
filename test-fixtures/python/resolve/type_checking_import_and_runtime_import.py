from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bittensor import Subtensor


def connect() -> "Subtensor":
    from bittensor import Subtensor

    sub = Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
