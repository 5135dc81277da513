#!/usr/bin/env bash
# Python-Markdown's footnotes with USE_DEFINITION_ORDER: false are said to be numbered in the order of the document.
# They are numbered in the order in which the tree is read: all paragraphs at the top before any list, quotation or
# table, and the notes themselves before those. A reader meets 2 before 1.
# It says so on standard output, and ends with 1 once that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet markdown==3.11.3
"$folder/env/bin/python" - <<'PYTHON'
import re
import sys

import markdown

TEXTS = {
    "a list, then a paragraph": "- In a list.[^b]\n\nIn a paragraph.[^a]\n\n[^a]: A\n[^b]: B\n",
    "a paragraph, a list, and a note that refers to a third": (
        "In a paragraph.[^a]\n\n- In a list.[^b]\n\n[^a]: A, see also.[^c]\n[^b]: B\n[^c]: C\n"
    ),
}
options = {"footnotes": {"USE_DEFINITION_ORDER": False}}
read = []
for name, text in TEXTS.items():
    body = markdown.markdown(text, extensions=["footnotes"], extension_configs=options).partition('<div class="foot')[0]
    read.append(re.findall(r'footnote-ref"[^>]*>(\d+)<', body))
    print(f"markdown {markdown.__version__}: {name}: {', '.join(read[-1])}")
sys.exit(0 if read == [["2", "1"], ["1", "3"]] else 1)
PYTHON
