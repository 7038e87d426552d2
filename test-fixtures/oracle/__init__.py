"""Verdicts checked by running: random programs on a counting stub, fixtures on real SDKs."""
