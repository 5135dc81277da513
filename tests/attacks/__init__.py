"""What a stranger may write to do harm, put into every field, and what comes of it in a real browser.

The texts are in `strings/`, a file a family; each says what it tries. `fields.py` knows the fields that take text,
`fill.py` makes a publication of texts and fields, `inspect.js` looks at a page for anything that ran, that is where it
should not be, or that is missing; `naive.py` is a renderer that escapes nothing, to see that the look finds what it is
there for. `make test` puts every text into every field of which a page holds many, and some into each of the others;
`make audit` puts all into all.
"""
