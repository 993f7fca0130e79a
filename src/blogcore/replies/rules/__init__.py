"""The rules of WordPress by subject, each module with one tuple of `Rule` functions."""
