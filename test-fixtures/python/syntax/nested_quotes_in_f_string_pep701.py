import bittensor as bt


def leak():
    print(f"head {f"{bt.Subtensor("finney").get_current_block()}"}")
    #                ^^^^^^^^^^^^^^^^^^^^^^ SUB004


def scoped():
    with bt.Subtensor("finney") as sub:
        print(f"head {sub.subnet(1)["price"]}")
