"""Chain access of the app."""
from .connection import open_subtensor as acquire
from .constants import DEFAULT_NETWORK

__all__ = ["acquire", "DEFAULT_NETWORK"]
