"""Coverage-guided fuzzing of the readers: see `fuzz.__main__`."""
