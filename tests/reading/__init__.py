"""What programs that save, shorten, print and speak articles make of ours: real ones, over the built pages.

`table.md` holds what each of them reads. trafilatura, which many others build on, runs in `make test`; the rest in
`make audit`, where `python -m tests.audit.reading` writes the table anew. Read the difference: a yes that becomes a no
is a voice that readers elsewhere no longer hear.
"""
