import logging
import os

import bittensor as bt
import discord
from discord import app_commands

log = logging.getLogger(__name__)
intents = discord.Intents.default()
client = discord.Client(intents=intents)
tree = app_commands.CommandTree(client)


def fmt(value: float) -> str:
    return f"{value:,.4f} TAO"


@tree.command(name="balance")
async def balance(interaction: discord.Interaction, address: str):
    await interaction.response.defer()
    sub = bt.AsyncSubtensor(network="finney")
    # line SUB010
    await sub.initialize()
    try:
        amount = await sub.get_balance(address)
        await interaction.followup.send(fmt(float(amount)))
    except ValueError:
        await interaction.followup.send("bad address")
    finally:
        sub.close()


@tree.command(name="registered")
async def registered(interaction: discord.Interaction, hotkey: str, netuid: int):
    async with bt.AsyncSubtensor(network="finney") as sub:
        ok = await sub.is_hotkey_registered(hotkey_ss58=hotkey, netuid=netuid)
    await interaction.response.send_message("yes" if ok else "no")


@client.event
async def on_ready():
    await tree.sync()
    log.info("ready")


client.run(os.environ["DISCORD_TOKEN"])
