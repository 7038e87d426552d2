import bittensor as bt


def run(command, netuid):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    match command:
        case "block":
            print(sub.get_current_block())
            sub.close()
        case "subnet":
            print(sub.subnet(netuid))
        case _:
            sub.close()
            print("unknown command")


def run_closed(command, netuid):
    sub = bt.Subtensor("finney")
    match command:
        case "block":
            print(sub.get_current_block())
        case "subnet":
            print(sub.subnet(netuid))
        case _:
            print("unknown command")
    sub.close()
