"""Wallet tool; opens at most one connection per command."""
import json
from pathlib import Path
from typing import Optional

import bittensor as bt
import typer

app = typer.Typer(no_args_is_help=True)


def _stake_of(sub: "bt.Subtensor", coldkey: str) -> float:
    return float(sub.get_balance(coldkey))


def total(coldkeys: list, subtensor: Optional["bt.Subtensor"] = None, network: str = "finney") -> float:
    own = subtensor is None
    if own:
        subtensor = bt.Subtensor(network)
    try:
        return sum(_stake_of(subtensor, key) for key in coldkeys)
    finally:
        if own:
            subtensor.close()


@app.command()
def show(path: Path, network: str = "finney"):
    coldkeys = json.loads(path.read_text())
    if not coldkeys:
        typer.echo("no keys")
        raise typer.Exit(1)
    typer.echo(total(coldkeys, network=network))


@app.command()
def compare(first: Path, second: Path, network: str = "finney"):
    with bt.Subtensor(network) as sub:
        a = total(json.loads(first.read_text()), sub)
        b = total(json.loads(second.read_text()), subtensor=sub)
    typer.echo(f"{a:.3f} / {b:.3f}")
    if a < b:
        raise typer.Exit(2)


@app.command()
def block(network: str = "finney", quiet: bool = False):
    sub: Optional[bt.Subtensor] = None
    try:
        sub = bt.Subtensor(network)
        number = sub.get_current_block()
    except Exception as err:
        if not quiet:
            typer.echo(f"error: {err}")
        number = -1
    finally:
        if sub:
            sub.close()
    typer.echo(number)


if __name__ == "__main__":
    app()
