from fastapi import APIRouter, Request

router = APIRouter()


@router.get("/block")
async def block(request: Request):
    return await request.app.state.chain.get_current_block()
