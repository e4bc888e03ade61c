"""One JSON line per measured task, the same fields in every bench."""

from __future__ import annotations

import json
import statistics
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator


def rss_mb(pid: int | None = None) -> float:
    """Return the resident memory of a process, of this one by default, in MiB."""
    return round(float(psutil.Process(pid).memory_info().rss) / (1 << 20), 1)


class Stopwatch:
    """Collects milliseconds."""

    def __init__(self) -> None:
        self.samples: list[float] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        """Add how long the block takes."""
        began = time.perf_counter()
        yield
        self.samples.append((time.perf_counter() - began) * 1000)

    @property
    def seconds(self) -> float:
        """Sum of all samples."""
        return sum(self.samples) / 1000


def tell(bench: str, task: str, rows: int, samples: list[float], **more: object) -> None:
    """Print the line of a task.

    Args:
        bench: Name of the bench.
        task: What was measured.
        rows: Size of the data that it was measured on.
        samples: Milliseconds, one per repetition.
        more: Further fields, as they are.
    """
    ordered = sorted(samples)
    line = {
        "bench": bench,
        "task": task,
        "rows": rows,
        "n": len(ordered),
        "median_ms": round(statistics.median(ordered), 2),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 2),
        "rss_mb": rss_mb(),
        **more,
    }
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
