from unittest.mock import MagicMock

from src.node import Node


def test_size():
    node = Node("test", 1)
    node.subtensor = MagicMock()
    node.subtensor.metagraph.return_value.n = 256
    assert node.size() == 256
