import bittensor as bt
import pandas as pd
import streamlit as st
from functools import lru_cache

st.set_page_config(page_title="Subnet explorer", layout="wide")


@lru_cache(maxsize=4)
def chain(network: str) -> bt.Subtensor:
    return bt.Subtensor(network=network)
    # line SUB008


@st.cache_data(ttl=120)
def neurons_frame(network: str, netuid: int) -> pd.DataFrame:
    rows = []
    for n in chain(network).neurons_lite(netuid):
        rows.append(
            {
                "uid": n.uid,
                "hotkey": n.hotkey[:8],
                "incentive": n.incentive,
                "stake": float(n.stake),
            }
        )
    return pd.DataFrame(rows)


network = st.sidebar.selectbox("network", ["finney", "test"])
netuid = st.sidebar.number_input("netuid", 0, 128, 1)
st.title(f"Subnet {netuid}")
frame = neurons_frame(network, int(netuid))
st.metric("neurons", len(frame))
st.dataframe(frame.sort_values("incentive", ascending=False))
st.bar_chart(frame.set_index("uid")["stake"])
st.caption(f"block {chain(network).get_current_block()}")
