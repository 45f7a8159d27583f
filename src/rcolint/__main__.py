"""Runs the command line for `python -m rcolint`."""

from rcolint.cli import entry

if __name__ == "__main__":
    entry()
