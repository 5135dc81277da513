"""`make bench`: how long builds, checks and comments' Markdown take, beside other programs in the same run.

Nothing here can fail for being slow: what is compared takes turns, and the ratios say more than the seconds. The
report is `audit/bench.md`.
"""
