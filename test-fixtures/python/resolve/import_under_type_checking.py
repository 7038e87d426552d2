from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import bittensor as bt
    from bittensor import Subtensor


def height(subtensor: Subtensor, other: bt.Subtensor | None = None) -> int:
    return (other or subtensor).get_current_block()
