"""`python -m commentary` is the command `commentary`."""

from commentary.cli import main

main(prog_name="commentary")
