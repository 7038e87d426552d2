"""Runs the paths of programs on a real SDK; run in the SDK's own environment.

    python drive.py PORT

reads one JSON object a line and answers each with one line. `{"files": {path: text}, "lines": […]}` asks what is left
open, by the lines of the calls that opened it, or why the program cannot be run; `lines` are those of findings.
`{"files": …, "fixed": {path: text}, …}` asks whether another program does the same; see `same`. `PORT` is that of a
running `node.py`.

Every connection that the program opens gets an address of its own on the node, so that the node tells which are open.
All of them are kept alive and the collector is off until a path has ended; then they are let go and the collector
runs, to see what it would have closed. What the SDK reads from the chain is not there: its methods send one request
and answer with something opaque, or raise, as the chooser says.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from oracle.sdk.observe import observe  # noqa: E402
from oracle.sdk.same import alike  # noqa: E402
from oracle.sdk.watched import prepare_sdk  # noqa: E402


def main() -> None:
    """Answers line by line."""
    prepare_sdk(sys.argv[1])
    output, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            if "fixed" in asked:
                seen = alike(asked["files"], asked["fixed"], asked["clean"])
            else:
                seen = observe(asked["files"], set(asked["lines"]))
        except BaseException as error:
            seen = {"faults": [f"{type(error).__name__}: {error}"], "good": 0}
        print(json.dumps(seen), file=output, flush=True)


if __name__ == "__main__":
    main()
