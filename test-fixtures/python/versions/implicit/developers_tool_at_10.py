# sdk: 10.5.0
from bittensor.extras.dev_framework.calls import recreate_calls_subpackage


def rebuild():
    recreate_calls_subpackage("local")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB009
