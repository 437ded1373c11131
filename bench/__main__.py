"""The scoreboard's command line: python -m bench --corpora DIR."""

from __future__ import annotations

import sys

from bench.scoreboard.command import main

if __name__ == "__main__":
    sys.exit(main())
