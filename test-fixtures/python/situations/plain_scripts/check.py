import bittensor as bt

NETUID = 12
wallet = bt.Wallet(name="owner")
chain = bt.Subtensor("finney")
# line SUB002
try:
    uid = chain.get_uid_for_hotkey_on_subnet(wallet.hotkey.ss58_address, NETUID)
    print("uid", uid)
    chain.close()
except Exception as err:
    print("cannot read the uid:", err)
