import httpx


class Subtensor:
    def __init__(self, base_url: str):
        self.base_url = base_url.rstrip("/")

    def _get(self, path: str):
        response = httpx.get(self.base_url + path, timeout=10)
        response.raise_for_status()
        return response.json()

    def price(self, netuid: int) -> float:
        return float(self._get(f"/subnets/{netuid}/price")["price"])

    def holders(self, netuid: int) -> list[str]:
        return self._get(f"/subnets/{netuid}/holders")["items"]
