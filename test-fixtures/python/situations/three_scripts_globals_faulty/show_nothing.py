"""Same name, no connection."""
import json

subtensor = json.loads('{"network": "finney"}')
print(subtensor["network"])
