# sdk: 11.3.0
from bittensor.wallets import BridgeClient, ExtensionSigner


async def bridge(url):
    async with BridgeClient(url) as client:
        print(client)
    signer = ExtensionSigner(url)
    return signer
