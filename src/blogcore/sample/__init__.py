"""A sample blog: ``blog.json`` (native JSON) and ``blog.xml`` (a WordPress export) are equal.

A journey with a captioned image and five comments that answer each other without links, a held and
a spam comment, a pingback; a post with a threaded discussion; a draft. ``marta-at-nordhavn.jpg``
is the image. ``languages.json`` has posts of the same site in German and Arabic, with discussions.
All text was written for this purpose; all addresses are reserved for documentation.
"""
