from .chain import connect as open_chain
from .chain import disconnect
