"""What Atom, RSS, JSON Feed and broken feeds share.

A reader of a feed fills one `FeedEntry` per entry; `entry_items` makes posts and comments of them,
and `ReplyResolver` finds the post and the parent of each comment. `FeedWriter` is the
base class of the XML writers.
"""
