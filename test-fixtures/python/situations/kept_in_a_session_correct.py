"""A dashboard keeps its connection in the session until somebody disconnects."""

import bittensor as bt
import streamlit as st


def subtensor():
    if "sub" not in st.session_state:
        st.session_state["sub"] = bt.Subtensor("finney")
    return st.session_state["sub"]


def page():
    st.title("Subnets")
    st.write(subtensor().block)
    if st.button("Disconnect"):
        st.session_state.pop("sub").close()
