"""A dashboard keeps its connection in the session, where nobody closes it."""

import bittensor as bt
import streamlit as st


def subtensor():
    if "sub" not in st.session_state:
        st.session_state["sub"] = bt.Subtensor("finney")
#                                 ^^^^^^^^^^^^^^^^^^^^^^ SUB006
    return st.session_state["sub"]


def page():
    st.title("Subnets")
    st.write(subtensor().block)
