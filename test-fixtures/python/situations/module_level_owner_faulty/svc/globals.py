import atexit
import logging

from svc.client import Chain

chain = Chain()
# line SUB008|SUB007
atexit.register(logging.shutdown)
