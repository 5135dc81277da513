#!/usr/bin/env bash
# Python-Markdown's footnotes with USE_DEFINITION_ORDER: false are to be numbered in the order of the document. They are
# numbered in the order in which the tree is read: what stands in a list, a quotation or a table after every paragraph of
# the text. So a reader meets 2 before 1.
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

NOTES = "\n\nIn a paragraph.[^a]\n\n[^a]: A\n[^b]: B\n"
TEXTS = {"list": "- Said.[^b]", "quotation": "> Said.[^b]", "table": "| Said.[^b] |\n|---|\n| x |"}
options = {"footnotes": {"USE_DEFINITION_ORDER": False}}
read = []
for name, text in TEXTS.items():
    html = markdown.markdown(text + NOTES, extensions=["footnotes", "tables"], extension_configs=options)
    read.append(re.findall(r'footnote-ref"[^>]*>(\d+)<', html))
    print(f"markdown {markdown.__version__}: a {name}, then a paragraph: {', '.join(read[-1])}")
sys.exit(0 if read == [["2", "1"]] * 3 else 1)
PYTHON
