"""Read reply links from elsewhere than ``in_reply_to``: one module per representation.

Each has a function that returns comments whose ``in_reply_to`` follows from the source; `Thread`
has a constructor for each.
"""
