"""`make audit`: what takes too long for every run of the tests, or asks for programs that those do without.

Lighthouse, the Nu Html Checker, the links, and the same article built with the stock Material theme and measured by
the same means in the same run; and builds that are killed, find the disk full, or run in other circumstances. The
report is `audit/report.md`.
"""
