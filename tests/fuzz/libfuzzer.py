"""One search: `python -m tests.fuzz.libfuzzer TARGET …`, with libFuzzer's own options and folders after the target."""

from __future__ import annotations

import sys

import atheris

# What is imported here tells the search which of its branches an input reaches.
with atheris.instrument_imports(include=["commentary"]):
    from tests.fuzz.targets import TARGETS

if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
