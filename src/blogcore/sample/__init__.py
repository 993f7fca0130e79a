"""A small blog to try things on: ``blog.json`` (native) and ``blog.xml`` (a WordPress export).

Both hold the same: a journey with a captioned picture and five comments that answer each other
with no link between them, one that is held, one spam, one pingback; a second post with a threaded
discussion; and a draft. ``marta-at-nordhavn.jpg`` is the picture. ``languages.json`` has more posts
of the same site, in German and in Arabic, with their discussions. All words are our own, all
addresses are reserved for examples.
"""
