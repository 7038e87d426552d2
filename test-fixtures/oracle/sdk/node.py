"""A node on the loopback that answers what an SDK asks while it connects, and counts connections.

Needs `websockets`. Each connection belongs to the path of its URL (`ws://127.0.0.1:PORT/some/path`), so that many
programs can be counted side by side. The same port answers `GET /counts`, which gives for each path how many
connections were opened and are still open and which methods were called, in order.

The metadata is made here, from the SCALE encoding of version 14 and 15: five types, one pallet with one map. That is
enough to connect; whatever is stored is absent.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict, dataclass, field
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

HEAD = 100
GENESIS = "0x" + "2f" * 32
RUNTIME = {
    "specName": "node-subtensor",
    "implName": "node-subtensor",
    "authoringVersion": 1,
    "specVersion": 348,
    "implVersion": 1,
    "apis": [],
    "transactionVersion": 1,
    "stateVersion": 1,
    "systemVersion": 1,
}


@dataclass
class Counts:
    """What happened under one path."""

    opened: int = 0
    open: int = 0
    requests: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


# --- Metadata ---------------------------------------------------------------------------------------------------------


def compact(number: int) -> bytes:
    """SCALE's compact integer, up to 16383."""
    return bytes([number << 2]) if number < 64 else ((number << 2) | 1).to_bytes(2, "little")


def text(value: str) -> bytes:
    return compact(len(value)) + value.encode()


def several(items: list[bytes]) -> bytes:
    return compact(len(items)) + b"".join(items)


def type_entry(number: int, definition: bytes, path: tuple[str, ...] = (), params: tuple[str, ...] = ()) -> bytes:
    """A type: its number, path, parameters (all of the unit type), definition and no documentation."""
    named = [text(it) + b"\x01" + compact(0) for it in params]
    return compact(number) + several([text(it) for it in path]) + several(named) + definition + several([])


def metadata() -> tuple[str, str]:
    """Metadata of version 15 as an optional opaque value, and of version 14, both as hex."""
    one_field = b"\x00" + compact(1) + b"\x00" + several([])
    extrinsic = ("sp_runtime", "generic", "unchecked_extrinsic", "UncheckedExtrinsic")
    types = several(
        [
            type_entry(0, b"\x04" + several([])),  # ()
            type_entry(1, b"\x05\x03"),  # u8
            type_entry(2, b"\x00" + several([one_field]), extrinsic, ("Address", "Call", "Signature", "Extra")),
            type_entry(3, b"\x05\x04"),  # u16
            type_entry(4, b"\x02" + compact(1)),  # Vec<u8>
        ]
    )
    # A map from u16 to Vec<u8> with an empty default.
    storage = text("TokenSymbol") + b"\x01\x01" + compact(1) + b"\x06" + compact(3) + compact(4)
    storage += compact(1) + b"\x00" + several([])
    name = "SubtensorModule"
    pallet = text(name) + b"\x01" + text(name) + several([storage]) + b"\x00\x00" + several([]) + b"\x00\x07"
    v14 = b"meta\x0e" + types + several([pallet]) + compact(2) + b"\x04" + several([]) + compact(0)
    v15 = b"meta\x0f" + types + several([pallet + several([])]) + b"\x04" + compact(0) * 4 + several([])
    v15 += compact(0) + several([]) + compact(0) * 3 + several([])
    return "0x01" + (compact(len(v15)) + v15).hex(), "0x" + v14.hex()


V15, V14 = metadata()


# --- Answers ----------------------------------------------------------------------------------------------------------


def block_hash(number: int) -> str:
    return GENESIS if number == 0 else f"0x{number:064x}"


def header(number: int) -> dict[str, Any]:
    parent = block_hash(number - 1) if number else "0x" + "00" * 32
    roots = {"stateRoot": "0x" + "11" * 32, "extrinsicsRoot": "0x" + "22" * 32}
    return {"parentHash": parent, "number": hex(number), "digest": {"logs": []}, **roots}


def of_hash(value: str | None) -> int:
    return HEAD if value is None else 0 if value == GENESIS else int(value, 16)


def hash_at(params: list) -> str:
    at = params[0] if params else HEAD
    return block_hash(at if isinstance(at, int) else int(at, 16))


FIXED: dict[str, Any] = {
    "chain_getHead": block_hash(HEAD),
    "chain_getFinalizedHead": block_hash(HEAD),
    "chain_getFinalisedHead": block_hash(HEAD),
    "state_getRuntimeVersion": RUNTIME,
    "chain_getRuntimeVersion": RUNTIME,
    "state_getMetadata": V14,
    "system_chain": "Bittensor",
    "system_name": "loopback",
    "system_version": "0",
    "system_properties": {"isEthereum": False, "ss58Format": 42, "tokenDecimals": 9, "tokenSymbol": "TAO"},
    "system_accountNextIndex": 0,
    "state_getStorage": None,
    "state_getStorageAt": None,
    "state_getKeysPaged": [],
    "chain_subscribeNewHeads": "heads",
    "chain_unsubscribeNewHeads": True,
}


def answer(method: str, params: list) -> Any:
    """The result of a call. Raises `KeyError` for a method that is not known."""
    if method == "chain_getBlockHash":
        return hash_at(params)
    if method == "chain_getHeader":
        return header(of_hash(params[0] if params else None))
    if method == "state_call":
        # Versions 14 and 15 are there; any other runtime call gives nothing.
        known = {"Metadata_metadata_at_version": V15, "Metadata_metadata_versions": "0x080e0000000f000000"}
        return known.get(params[0], "0x00")
    if method == "state_queryStorageAt":
        return [{"block": block_hash(HEAD), "changes": [[key, None] for key in params[0]]}]
    if method == "rpc_methods":
        return {"methods": sorted([*FIXED, "chain_getBlockHash", "chain_getHeader", "state_call", "rpc_methods"])}
    return FIXED[method]


def reply(request: dict[str, Any]) -> dict[str, Any]:
    answered = {"jsonrpc": "2.0", "id": request.get("id")}
    try:
        return {**answered, "result": answer(request["method"], request.get("params") or [])}
    except KeyError:
        return {**answered, "error": {"code": -32601, "message": "Method not found"}}


# --- The server -------------------------------------------------------------------------------------------------------


class Node:
    """All counts, and the two kinds of visitors."""

    def __init__(self) -> None:
        self.counts: dict[str, Counts] = {}
        self.n_requests = 0

    async def connection(self, websocket: ServerConnection) -> None:
        """Counts a connection and answers until it ends."""
        request = websocket.request
        counts = self.counts.setdefault(request.path.strip("/") if request else "", Counts())
        counts.opened += 1
        counts.open += 1
        try:
            async for message in websocket:
                asked = json.loads(message)
                requests = asked if isinstance(asked, list) else [asked]
                counts.requests += [it.get("method", "") for it in requests]
                counts.numbers += range(self.n_requests, self.n_requests + len(requests))
                self.n_requests += len(requests)
                replies = [reply(it) for it in requests]
                await websocket.send(json.dumps(replies if isinstance(asked, list) else replies[0]))
        except ConnectionClosed:
            pass
        finally:
            counts.open -= 1

    def plain(self, _: ServerConnection, request: Request) -> Response | None:
        """Answers `GET /counts`; everything else becomes a websocket."""
        where, _, wanted = request.path.partition("?")
        if where != "/counts":
            return None
        paths = wanted.split("&") if wanted else list(self.counts)
        body = json.dumps({path: asdict(self.counts[path]) for path in paths if path in self.counts}).encode()
        headers = Headers({"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"})
        return Response(200, "OK", headers, body)


async def main() -> None:
    """Serves until standard input ends; prints the port first."""
    node = Node()
    options = {"max_size": 2**24, "ping_interval": None, "process_request": node.plain}
    async with serve(node.connection, "127.0.0.1", 0, **options) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
