#!/usr/bin/env bash
# python-bidi has two implementations of UAX 9 that one takes for the same: `bidi.get_display` (in Rust) gives both
# brackets of a pair one direction (rule N0, since Unicode 6.3), `bidi.algorithm.get_display` (in Python), whose steps one
# needs for the levels, does not; and only the latter mirrors them. Hebrew with a Latin abbreviation in brackets before a number is the case.
# It says so on standard output, and ends with 1 once that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet python-bidi==0.6.12
"$folder/env/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import bidi
import bidi.algorithm

text = "\u05d0 (CV) 3 \u05d1"
rust, python = bidi.get_display(text), bidi.algorithm.get_display(text)
print(f"python-bidi {version('python-bidi')}, {text.encode('unicode_escape').decode()} from left to right:")
print(f"bidi.get_display            {rust.encode('unicode_escape').decode()}")
print(f"bidi.algorithm.get_display  {python.encode('unicode_escape').decode()}")
sys.exit(0 if rust == "\u05d1 3 )CV( \u05d0" and python == "\u05d1 CV) 3) \u05d0" else 1)
PYTHON
