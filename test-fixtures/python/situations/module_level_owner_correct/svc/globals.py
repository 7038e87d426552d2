import atexit
import logging

from svc.client import Chain

chain = Chain()
atexit.register(chain.close)
