TITLE = "chain"
