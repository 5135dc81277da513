"""What reads strangers' bytes, fed with bytes that nobody would write.

`targets` say what must hold of any input, `seeds` are what the search begins with. `test_seeds.py` tries the seeds in
every run of the tests; `python -m tests.fuzz` searches on from them, guided by the branches that an input reaches.
"""
