"""`python -m tests.bench review|sync …`: prints one JSON line per measured task."""

from __future__ import annotations

import sys
from importlib import import_module

BENCHES = ("review", "sync")


def main(arguments: list[str]) -> int:
    """Run the bench named first with the other arguments."""
    if not arguments or arguments[0] not in BENCHES:
        sys.stderr.write(f"usage: python -m tests.bench {{{','.join(BENCHES)}}} [options]\n")
        return 2
    bench = import_module(f"tests.bench.{arguments[0]}")
    return int(bench.main(arguments[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
