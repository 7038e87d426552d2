# %%
import bittensor as bt
import matplotlib.pyplot as plt
import numpy as np

# %%
sub = bt.Subtensor("finney")
# line SUB001
print(sub.block)

# %%
netuid = 13
mg = sub.metagraph(netuid)
stake = np.asarray(mg.S)
incentive = np.asarray(mg.I)
print("neurons", len(stake), "validators", int((stake > 1000).sum()))

# %%
order = np.argsort(-incentive)
fig, ax = plt.subplots(1, 2, figsize=(12, 4))
ax[0].bar(range(len(order)), incentive[order])
ax[0].set_title("incentive")
ax[1].hist(stake, bins=40, log=True)
ax[1].set_title("stake")
fig.savefig("subnet13.png")
plt.close(fig)

# %%
hyper = sub.get_subnet_hyperparameters(netuid)
for name in ("tempo", "immunity_period", "max_validators"):
    print(name, getattr(hyper, name))

# %%
top = [(int(u), mg.hotkeys[u]) for u in order[:5]]
print(top)
