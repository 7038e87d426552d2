"""What is kept in an attribute of something outside of the program."""

import bittensor as bt
import streamlit as st

if "sub" not in st.session_state:
    st.session_state.sub = bt.Subtensor("finney")
    #                      ^^^^^^^^^^^^^^^^^^^^^^ SUB006


def build():
    config = bt.Config()
    config.link = bt.Subtensor()
    return config


def main():
    config = build()
    try:
        print(config.link.block)
    finally:
        config.link.close()
