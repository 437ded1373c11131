"""Meets every host of the hostile web alone and prints what came of it: `python -m tests.crawler.hostile`."""

from __future__ import annotations

import sys

from tests.crawler.hostile.cases import Case, all_cases
from tests.crawler.hostile.private import PRIVATE, private_site
from tests.crawler.hostile.run import Report, run

MAX_SECONDS = 60
MAX_MB_BEYOND_IDLE = 400


def alone(case: Case) -> Report:
    """Crawl one case, in processes of its own, with the real cleaner behind it if it is about pages."""
    clean_with = case.clean_with if case.is_cleaned else ""
    return run([case], CLEAN_WITH=clean_with, DOWNLOAD_MAXSIZE=16 * 2**20, DOWNLOAD_TIMEOUT=3)


def faults(case: Case, report: Report, idle_mb: float) -> list[str]:
    """What came out otherwise than it should have; nothing if all is well."""
    results = {str(outcome["result"]) for outcome in report.of(case.name)}
    found = {
        f"none of {case.results}": results & set(case.results),
        f"over {MAX_SECONDS} s": report.seconds < MAX_SECONDS,
        f"over {MAX_MB_BEYOND_IDLE} MB": report.peak_mb - idle_mb < MAX_MB_BEYOND_IDLE,
        f"cleaner over {MAX_MB_BEYOND_IDLE} MB": report.worker_peak_mb - idle_mb < MAX_MB_BEYOND_IDLE,
        "requests at private addresses or off site": not report.strayed,
    }
    return [fault for fault, is_well in found.items() if not is_well]


def row(name: str, report: Report, idle_mb: float) -> str:
    """What came of a case, as a row of a table."""
    results = " ".join(dict.fromkeys(str(outcome["result"]) for outcome in report.of(name)))
    asked = len(report.asked.get(name, ()))
    crawler, cleaner = (max(0.0, peak - idle_mb) for peak in (report.peak_mb, report.worker_peak_mb))
    block_ms = report.longest_block_s * 1000
    return f"| {name} | {results} | {asked} | {report.seconds:.1f} | {crawler:.0f} | {cleaner:.0f} | {block_ms:.0f} |"


def main() -> int:
    """Print the table; 1 if a case came out otherwise than it should have."""
    idle_mb = run([]).peak_mb
    print(f"idle process: {idle_mb:.0f} MB; memory is what is held beyond it at the peak")
    print("| case | what came of it | requests | s | MB | MB of the cleaner | longest block, ms |")
    print("|---|---|---|---|---|---|---|")
    wrong = []
    for case in all_cases():
        report = alone(case)
        print(row(case.name, report, idle_mb), flush=True)
        wrong += [f"{case.name}: {fault}" for fault in faults(case, report, idle_mb)]
    together = run([], [private_site(authority) for authority in PRIVATE])
    for authority in PRIVATE:
        print(row(f"address {authority}", together, idle_mb))
    print(f"{len(all_cases()) + len(PRIVATE)} cases, {len(wrong)} not as they should be", *wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
