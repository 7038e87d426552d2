"""The SDKs that are run, each in a virtual environment of its own, and the node beside them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

# Version to what pip installs besides; the versions that the profiles were written from.
SDKS: dict[str, list[str]] = {
    "7.4.0": [],
    "8.5.2": [],
    # Without the bound pip takes a release whose scalecodec this SDK cannot import.
    "9.12.2": ["async-substrate-interface<2"],
    "10.5.0": [],
    "11.3.0": [],
}
# The one whose `websockets` the node uses.
NODE = "10.5.0"
HERE = Path(__file__).resolve().parent


def folder() -> Path:
    """Where the environments are unless the caller says otherwise."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache, "subtensor-lint", "sdk")


def python(environments: Path, version: str) -> Path:
    """The interpreter of an environment, which is made if it is not there. Raises `CalledProcessError`."""
    place = environments / version
    interpreter = place / "bin" / "python"
    if not (place / "complete").exists():
        print(f"installing bittensor {version} in {place}", file=sys.stderr)
        venv.create(place, with_pip=True, clear=True)
        packages = [f"bittensor=={version}", "websockets>=13", *SDKS[version]]
        subprocess.run([interpreter, "-m", "pip", "install", "-q", *packages], check=True)
        (place / "complete").touch()
    return interpreter


def packages(interpreter: Path) -> dict[str, str]:
    """The installed versions of what decides about connections."""
    names = ("bittensor", "async-substrate-interface", "substrate-interface", "websockets", "websocket-client")
    text = (
        "import importlib.metadata as m\n"
        f"for name in {names!r}:\n"
        "    try: print(name, m.version(name))\n"
        "    except m.PackageNotFoundError: pass\n"
    )
    run = subprocess.run([interpreter, "-c", text], check=True, capture_output=True, text=True)
    return dict(line.split() for line in run.stdout.splitlines())


@contextlib.contextmanager
def node(environments: Path) -> Iterator[str]:
    """Runs a node; yields its port."""
    command = [python(environments, NODE), str(HERE / "node.py")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
