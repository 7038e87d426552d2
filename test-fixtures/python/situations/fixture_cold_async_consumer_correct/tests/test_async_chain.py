import pytest


@pytest.mark.asyncio
async def test_endpoint(chain):
    assert chain.chain_endpoint.startswith("ws://")


@pytest.mark.asyncio
async def test_network(untouched):
    assert untouched.network == "test"
