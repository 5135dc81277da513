"""Characters that XML 1.0 (section 2.2) cannot hold even when they are escaped.

The readers of our files refuse them. HTML in an article may still name one (`&#11;`), and so may the site's name in
mkdocs.yml, which MkDocs reads.
"""

from __future__ import annotations

import re

_CANNOT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holdable(text: str) -> str:
    """The text with U+FFFD in the place of each of them."""
    return _CANNOT.sub("\ufffd", text)
