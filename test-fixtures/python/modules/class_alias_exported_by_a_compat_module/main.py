from compat import Subtensor


def leak():
    sub = Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def scoped():
    with Subtensor("finney") as sub:
        print(sub.get_current_block())
