"""Runs the command line for `python -m rcolint`."""

from rcolint.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
