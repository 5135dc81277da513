"""An index of all that is said, in files so small that a browser asks for a few of them and needs no server.

    publication, HTML of the articles -> entries -> passages, numbered in their order -> postings, texts, a table

`entries.py` says what can be found, `terms.py` what a word is, `postings.py` in which passages each word stands,
`index.py` puts it into files. The scripts `search_*.js` read them. docs/decisions/0021-search.md has the reasons.
"""
