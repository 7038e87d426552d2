"""What a `finally` loses while an exception leaves the function is lost by that exception only."""

import bittensor as bt


def rebound():
    try:
        sub = bt.Subtensor("finney")
#             ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
        print(sub.tempo(1))
        sub.close()
    finally:
        sub = bt.Subtensor("finney")
        sub.close()


def emptied():
    sub = bt.Subtensor("finney")
#         ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    try:
        print(sub.tempo(1))
        sub.close()
    finally:
        sub = None


def raised_anew():
    sub = bt.Subtensor("finney")
#         ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    try:
        print(sub.tempo(1))
        sub.close()
    except ValueError as error:
        sub = None
        raise RuntimeError("no tempo") from error


def rebound_on_every_way():
    try:
        sub = bt.Subtensor("finney")
#             ^^^^^^^^^^^^^^^^^^^^^^ SUB001
        print(sub.tempo(1))
    finally:
        sub = bt.Subtensor("finney")
#             ^^^^^^^^^^^^^^^^^^^^^^ SUB005
        sub.close()


def caught_further_out():
    try:
        try:
            sub = bt.Subtensor("finney")
#                 ^^^^^^^^^^^^^^^^^^^^^^ SUB002
            print(sub.tempo(1))
            sub.close()
        finally:
            sub = bt.Subtensor("finney")
#                 ^^^^^^^^^^^^^^^^^^^^^^ SUB005
            sub.close()
    except ValueError:
        print("no tempo")
