from .network import *
from .text import *
