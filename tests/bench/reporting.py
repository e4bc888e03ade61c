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

    def add(self, seconds: float) -> None:
        """Add what somebody else measured."""
        self.samples.append(seconds * 1000)

    @property
    def median(self) -> float:
        """Milliseconds of the sample in the middle."""
        return statistics.median(self.samples)

    @property
    def seconds(self) -> float:
        """Sum of all samples."""
        return sum(self.samples) / 1000


def percentile(samples: list[float], share: float) -> float:
    """Return the sample below which a share of them lies; 0 of none."""
    ordered = sorted(samples) or [0.0]
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2)


def tell(bench: str, task: str, rows: int, samples: list[float], **more: object) -> None:
    """Print the line of a task.

    Args:
        bench: Name of the bench.
        task: What was measured.
        rows: Size of the data that it was measured on.
        samples: Milliseconds, one per repetition.
        more: Further fields, as they are.
    """
    line = {
        "bench": bench,
        "task": task,
        "rows": rows,
        "n": len(samples),
        "median_ms": round(statistics.median(samples), 2),
        "p95_ms": percentile(samples, 0.95),
        "p99_ms": percentile(samples, 0.99),
        "rss_mb": rss_mb(),
        **more,
    }
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
