x = 1  # subtensor-lint: ignore[SUB01O] why
y = 2  # subtensor-lint: ignore[never-closd]
