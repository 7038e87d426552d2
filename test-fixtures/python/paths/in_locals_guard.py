# sdk: 7.4.0
import bittensor


class Command:
    @staticmethod
    def run(cli):
        try:
            subtensor = bittensor.subtensor(config=cli.config, log_verbose=False)
            Command._run(cli, subtensor)
        finally:
            if "subtensor" in locals():
                subtensor.close()
                bittensor.logging.debug("closing subtensor connection")

    @staticmethod
    def _run(cli, subtensor):
        print(subtensor.get_current_block())
