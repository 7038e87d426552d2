# sdk: 9.12.2
from functools import partial
from typing import Optional
from unittest.mock import MagicMock, Mock, patch

import bittensor as bt


def annotated(sub: Optional[bt.Subtensor], other: "bt.subtensor | None") -> "bt.subtensor":
    third: bt.subtensor = sub or other
    return third


def asked(sub):
    return isinstance(sub, bt.Subtensor), type(sub) is bt.subtensor, bt.subtensor.__class__


def unbound():
    return bt.Subtensor.metagraph, bt.Subtensor.close


def faked():
    first = MagicMock(spec=bt.Subtensor)
    second = Mock(return_value=bt.subtensor)
    with patch("bittensor.subtensor") as third:
        return first.get_current_block(), second(), third()


def not_called_yet():
    return partial(bt.Subtensor, "finney")


class Patient(bt.Subtensor):
    retries = 3


def configured(config, parser):
    parser.add_argument("--subtensor.network", default="finney")
    return config.subtensor.network
