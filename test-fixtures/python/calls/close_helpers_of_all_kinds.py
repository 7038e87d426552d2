"""Helpers that close what they are handed: several things, some of them None, by whatever name closing has."""

import asyncio
import inspect

import bittensor as bt


def close_all(*resources):
    for resource in resources:
        if resource is not None:
            resource.close()


def try_names(resource):
    for name in ("close", "shutdown"):
        end = getattr(resource, name, None)
        if callable(end):
            end()
            return


def try_names_of_all(*resources):
    for resource in resources:
        for name in ("close", "shutdown"):
            end = getattr(resource, name, None)
            if callable(end):
                end()
                break


def try_names_quietly(*resources):
    for resource in resources:
        for name in ("aclose", "close", "shutdown"):
            if hasattr(resource, name):
                try:
                    getattr(resource, name)()
                except OSError as error:
                    print(error)
                break


def try_wrong_names(*resources):
    for resource in resources:
        for name in ("stop", "shutdown"):
            end = getattr(resource, name, None)
            if callable(end):
                end()


async def close_if_async(resource):
    result = resource.close()
    if hasattr(result, "__await__"):
        await result


async def close_either(resource):
    end = getattr(resource, "close", None) or getattr(resource, "aclose", None)
    if end:
        result = end()
        if inspect.isawaitable(result):
            await result


async def close_by_name(resource):
    for name in ("aclose", "close"):
        end = getattr(resource, name, None)
        if end is None:
            continue
        result = end()
        if inspect.isawaitable(result):
            await result
        return


async def close_later(sub, after):
    await asyncio.sleep(after)
    await sub.close()


def closed(axon, names):
    first = bt.Subtensor("finney")
    close_all(None, first)
    second = bt.Subtensor("finney")
    close_all(axon, second)
    many = [bt.Subtensor(it) for it in names]
    close_all(*many)
    named = bt.Subtensor("finney")
    try_names(named)
    beside = bt.Subtensor("finney")
    try_names_of_all(axon, beside)
    quiet = bt.Subtensor("finney")
    try_names_quietly(axon, quiet)
    unbound = bt.Subtensor("finney")
    bt.Subtensor.close(unbound)
    counted = [bt.Subtensor(it) for it in names]
    for at in range(len(counted)):
        counted[at].close()
    asked = [bt.Subtensor(it) for it in names]
    if len(asked) == 0:
        return
    for it in asked:
        it.close()


async def closed_too():
    first = await bt.AsyncSubtensor("finney").initialize()
    await close_if_async(first)
    second = await bt.AsyncSubtensor("finney").initialize()
    await close_either(second)
    third = await bt.AsyncSubtensor("finney").initialize()
    await close_by_name(third)
    leased = await bt.AsyncSubtensor("finney").initialize()
    task = asyncio.create_task(close_later(leased, 60))
    print(await leased.get_current_block())
    await task


def left(names):
    many = [bt.Subtensor(it) for it in names]
    #       ^^^^^^^^^^^^^^^^ SUB001
    for at in range(len(many)):
        print(many[at].block)


def left_by_wrong_names(axon):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    try_wrong_names(axon, sub)
