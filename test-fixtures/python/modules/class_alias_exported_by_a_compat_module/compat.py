try:
    from bittensor.core.subtensor import Subtensor
except ImportError:
    from bittensor import subtensor as Subtensor

__all__ = ["Subtensor"]
