"""Meets every host of the hostile web alone and prints what came of it: `python -m tests.crawler.hostile`."""

from __future__ import annotations

from tests.crawler.hostile.cases import Case, all_cases
from tests.crawler.hostile.run import Report, run


def alone(case: Case) -> Report:
    """Crawl one case, in processes of its own, with the real cleaner behind it."""
    return run([case], CLEAN_WITH="crawler.worker:clean_page", DOWNLOAD_MAXSIZE=16 * 2**20, DOWNLOAD_TIMEOUT=3)


def row(case: Case, report: Report, idle_mb: float) -> str:
    """What came of a case, as a row of a table."""
    results = " ".join(sorted({str(outcome["result"]) for outcome in report.of(case.name)}))
    beyond = max(0.0, report.peak_mb - idle_mb)
    return (
        f"| {case.name} | {results} | {len(report.asked[case.name])} | {report.seconds:.1f} | {beyond:.0f} "
        f"| {report.worker_peak_mb:.0f} | {report.longest_block_s * 1000:.0f} |"
    )


def main() -> None:
    """Print the table."""
    idle_mb = run([]).peak_mb
    print(f"idle process: {idle_mb:.0f} MB")
    print("| case | what came of it | requests | s | MB beyond idle | MB of the cleaner | longest block, ms |")
    print("|---|---|---|---|---|---|---|")
    for case in all_cases():
        print(row(case, alone(case), idle_mb), flush=True)


if __name__ == "__main__":
    main()
