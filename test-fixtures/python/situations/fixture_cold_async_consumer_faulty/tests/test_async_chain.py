import pytest


@pytest.mark.asyncio
async def test_endpoint(chain):
    assert await chain.get_current_block() > 0


@pytest.mark.asyncio
async def test_network(untouched):
    assert untouched.network == "test"
