import pytest
from unittest.mock import MagicMock


@pytest.fixture
def Subtensor():
    return MagicMock()


def test_height(Subtensor):
    sub = Subtensor("finney")
    assert sub.get_current_block()
