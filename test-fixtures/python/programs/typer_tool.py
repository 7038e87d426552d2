from enum import Enum
from typing import Optional

import bittensor as bt
import typer

app = typer.Typer()


class Sort(str, Enum):
    stake = "stake"
    incentive = "incentive"


def top(values, count):
    order = sorted(range(len(values)), key=lambda i: -values[i])
    return order[:count]


@app.command()
def leaders(netuid: int, count: int = 10, sort: Sort = Sort.stake):
    mg = bt.Metagraph(netuid=netuid, network="finney")
    # line SUB009
    values = mg.S if sort is Sort.stake else mg.I
    for uid in top(list(values), count):
        typer.echo(f"{uid:4d} {mg.hotkeys[uid]} {values[uid]}")


@app.command()
def find(netuid: int, hotkey: str, network: Optional[str] = None):
    with bt.Subtensor(network=network) as sub:
        mg = bt.Metagraph(netuid=netuid, subtensor=sub)
        if hotkey in mg.hotkeys:
            typer.echo(mg.hotkeys.index(hotkey))
        else:
            typer.echo("not there", err=True)
            raise typer.Exit(1)


if __name__ == "__main__":
    app()
