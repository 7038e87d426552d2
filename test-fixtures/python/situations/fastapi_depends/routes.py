from fastapi import APIRouter, Depends, HTTPException

import bittensor as bt
from chain import get_archive, get_subtensor

router = APIRouter(prefix="/v1")


@router.get("/head")
async def head(sub: bt.AsyncSubtensor = Depends(get_subtensor)):
    return {"block": await sub.get_current_block()}


@router.get("/hash/{number}")
async def block_hash(number: int, sub=Depends(get_archive)):
    found = await sub.get_block_hash(number)
    if not found:
        raise HTTPException(404)
    return {"hash": found}


@router.get("/neuron/{netuid}/{uid}")
async def neuron(netuid: int, uid: int, sub=Depends(get_subtensor)):
    found = await sub.neuron_for_uid(uid, netuid)
    if found.is_null:
        raise HTTPException(404)
    return {"hotkey": found.hotkey}
