from typing import Optional

from one.client import Client

_client: Optional[Client] = None


def get_client() -> Client:
    global _client
    if _client is None:
        _client = Client("finney")
    return _client


def reset_client() -> None:
    global _client
    if _client is not None:
        _client.close()
        _client = None
