"""Laws and contracts for other people's tests."""
