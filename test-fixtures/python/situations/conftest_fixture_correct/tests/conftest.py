import pytest

import bittensor as bt

LOCAL = "ws://127.0.0.1:9944"


@pytest.fixture(scope="session")
def local_chain():
    sub = bt.Subtensor(network=LOCAL)
    yield sub
    sub.close()


@pytest.fixture
def archive(request):
    sub = bt.Subtensor(network="archive")
    request.addfinalizer(sub.close)
    return sub


@pytest.fixture
def wallet(tmp_path):
    return bt.Wallet(name="alice", path=str(tmp_path))
