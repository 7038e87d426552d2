from fastapi import APIRouter, Request

router = APIRouter()


@router.get("/neurons")
async def neurons(request: Request) -> list[str]:
    sub = request.app.state.subtensor
    mg = await sub.metagraph(request.app.state.netuid)
    return list(mg.hotkeys)
