import bittensor as bt


def run(network):
    match network:
        case "main":
            sub = bt.Subtensor("finney")
        case "history":
            sub = bt.Subtensor("archive")
        case _:
            sub = bt.Subtensor("test")
    print(sub.get_current_block())
    sub.close()
