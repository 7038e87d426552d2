import httpx


async def get_async_subtensor(url):
    async with httpx.AsyncClient() as client:
        response = await client.get(url)
    return response.json()


async def run():
    data = await get_async_subtensor("https://example.org/head")
    print(data)
