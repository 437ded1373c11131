"""Every bound of the cleaner, with its reason. A page beyond one is cut and flagged, or refused by name."""

MAX_BYTES = 16 * 1024 * 1024
"""Bytes of a page or dump. The largest news pages seen are 3 MB; 16 MB of markup parse in about half a second."""

MAX_TAGS = 150_000
"""Opening angle brackets that are parsed. Long live blogs have 20,000; a million empty spans cost a second and 1 GB."""

MAX_DEPTH = 400
"""Elements inside one another that are told apart; deeper ones count as their ancestor. Browsers stop at 512."""

MAX_OPEN = 2_000
"""Elements left open inside one another that are parsed; tags beyond are left out of the source. A parser looks through
all of them at many a tag: 50,000 nested elements cost it seconds. The deepest real pages have some 100."""

MAX_ATTRIBUTES = 500
"""Attributes of one tag that are parsed: each is compared with all before it, 50,000 cost four seconds."""

MAX_REBUILT = 250_000
"""Formatting elements that a parser makes again because they were left open (`<font>` in the first of a thousand
paragraphs); of a page with more, formatting is not parsed at all. Each takes up to 360 bytes."""

MAX_BLOCKS = 20_000
"""Blocks that are judged; the rest of the page is cut off. The longest tables of real pages have 5,000."""

MAX_LINE = 1_000_000
"""Characters of one line of a dump that are judged as a line; a longer one is cut into windows."""

MAX_SECONDS = 60
"""Seconds one page may take in a process of `clean_many`. The slowest real page took under one."""
