from fastapi import APIRouter, Depends

from service.deps import chain

router = APIRouter()


@router.get("/stake/{hotkey}/{coldkey}/{netuid}")
async def stake(hotkey: str, coldkey: str, netuid: int, sub=Depends(chain)) -> float:
    value = await sub.get_stake(coldkey_ss58=coldkey, hotkey_ss58=hotkey, netuid=netuid)
    return float(value)


@router.get("/block")
async def block(sub=Depends(chain)) -> int:
    return await sub.get_current_block()
