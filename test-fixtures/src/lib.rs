//! Annotated sources that the linter is tested on, and the reader of their annotations.
