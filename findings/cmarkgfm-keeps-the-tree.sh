#!/usr/bin/env bash
# cmarkgfm frees the text that it returns never, and with extensions not the tree either: the same text rendered
# 20,000 times takes some megabytes without extensions, and hundreds with them, for as long as the process runs.
# It says so on standard output, and ends with 1 once that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet cmarkgfm==2025.10.22
"$folder/env/bin/python" - <<'PYTHON'
import resource
import sys

import cmarkgfm
from cmarkgfm.cmark import markdown_to_html, markdown_to_html_with_extensions

TEXT = "A *plain* text with `code`, a [link](https://example.org) and **more**.\n\n- An item\n- Another\n\n> Said.\n\n" * 3
TIMES = 20_000


def growth(render):
    render(TEXT)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(TIMES):
        render(TEXT)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 // TIMES


plain = growth(markdown_to_html)
extended = growth(lambda text: markdown_to_html_with_extensions(text, 0, ["autolink"]))
print(f"cmarkgfm 2025.10.22, a text of {len(TEXT)} characters:")
print(f"markdown_to_html keeps {plain:,} bytes each time")
print(f"markdown_to_html_with_extensions keeps {extended:,} bytes each time")
sys.exit(0 if extended > 5_000 and extended > 5 * plain else 1)
PYTHON
