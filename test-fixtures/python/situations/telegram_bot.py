# sdk: 9.12.2
import asyncio
import logging
import os

import bittensor as bt
from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes

log = logging.getLogger("bot")
NETUID = int(os.environ.get("NETUID", "19"))


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE):
    await update.message.reply_text("Send /block or /emission")


async def block(update: Update, context: ContextTypes.DEFAULT_TYPE):
    subtensor = bt.AsyncSubtensor("finney")
    # line SUB010
    await subtensor.initialize()
    number = await subtensor.get_current_block()
    await update.message.reply_text(f"block {number}")
    subtensor.close()


async def emission(update: Update, context: ContextTypes.DEFAULT_TYPE):
    subtensor = bt.AsyncSubtensor("finney")
    # line SUB002
    try:
        await subtensor.initialize()
        metagraph = await subtensor.metagraph(NETUID)
        total = float(sum(metagraph.E))
        await subtensor.close()
    except Exception as err:
        log.exception("emission failed")
        await update.message.reply_text(f"failed: {err}")
        return
    await update.message.reply_text(f"emission {total:.2f}")


async def stake(update: Update, context: ContextTypes.DEFAULT_TYPE):
    if not context.args:
        await update.message.reply_text("usage: /stake COLDKEY")
        return
    async with bt.AsyncSubtensor("finney") as subtensor:
        balance = await subtensor.get_balance(context.args[0])
    await update.message.reply_text(f"{float(balance):.4f} TAO")


def main():
    application = Application.builder().token(os.environ["TOKEN"]).build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CommandHandler("block", block))
    application.add_handler(CommandHandler("emission", emission))
    application.add_handler(CommandHandler("stake", stake))
    application.run_polling()


if __name__ == "__main__":
    main()
