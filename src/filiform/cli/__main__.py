"""`python -m filiform.cli` is `filiform`."""

from filiform.cli import main

main()
