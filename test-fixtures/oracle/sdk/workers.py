"""Processes that run programs on SDKs, and what they are asked."""

from __future__ import annotations

import json
import queue
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from . import environments

DRIVE = Path(__file__).resolve().parent / "drive.py"
Task = TypeVar("Task")
Result = TypeVar("Result")
# One program may take so long, whatever its paths do; in seconds.
PATIENCE = 240


class Workers:
    """The processes of one thread, one for each SDK."""

    def __init__(self, place: Path, port: str) -> None:
        self.place = place
        self.port = port
        self.running: dict[str, subprocess.Popen] = {}

    def ask(self, sdk: str, question: dict[str, Any]) -> dict[str, Any]:
        """What the process of an SDK answers; one that hangs is ended."""
        process = self.running.get(sdk) or self.start(sdk)
        self.running[sdk] = process
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        try:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        timer.cancel()
        if line:
            return json.loads(line)
        process.kill()
        del self.running[sdk]
        return {"good": 0, "faults": ["hangs"]}

    def start(self, sdk: str) -> subprocess.Popen:
        command = [environments.python(self.place, sdk), str(DRIVE), self.port]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        # What a program writes must not land where somebody works.
        return subprocess.Popen(command, text=True, cwd=tempfile.gettempdir(), **pipes)

    def end(self) -> None:
        for it in self.running.values():
            it.kill()


def for_all(place: Path, tasks: Iterable[Task], jobs: int, work: Callable[[Workers, Task], Result]) -> Iterator[Result]:
    """Does the work of all tasks in `jobs` threads, beside one node. Raises what a task raises."""
    todo: queue.Queue[Task] = queue.Queue()
    for it in tasks:
        todo.put(it)
    results: queue.Queue[Result | Exception] = queue.Queue()
    n_tasks = todo.qsize()
    with environments.node(place) as port:
        for _ in range(jobs):
            threading.Thread(target=take, args=(Workers(place, port), todo, results, work), daemon=True).start()
        for _ in range(n_tasks):
            result = results.get()
            if isinstance(result, Exception):
                raise result
            yield result


def take(workers: Workers, todo: queue.Queue, results: queue.Queue, work: Callable[[Workers, Any], Any]) -> None:
    """Takes tasks until none is left."""
    try:
        while True:
            task = todo.get_nowait()
            try:
                results.put(work(workers, task))
            except Exception as error:
                results.put(error)
    except queue.Empty:
        workers.end()
