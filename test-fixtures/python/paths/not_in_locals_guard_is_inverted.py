# sdk: 7.4.0
import bittensor


def run(cli):
    try:
        subtensor = bittensor.subtensor(config=cli.config, log_verbose=False)
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
        print(subtensor.get_current_block())
    finally:
        if "subtensor" not in locals():
            subtensor.close()
