import bittensor as bt


def run(command):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    match command:
        case "block":
            print(sub.get_current_block())
            sub.close()
        case {"tempo": int(netuid)} if netuid > 0:
            print(sub.tempo(netuid))
            sub.close()
