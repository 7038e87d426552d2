"""Small random Rust programs, each of whose paths is run, compared with what the linter says about them."""
