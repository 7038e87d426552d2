from .client import NodeClient
