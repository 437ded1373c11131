"""One run at a time, and no lock outlives its holder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.lock import Lock, LockedError

HOLD = """
import sys, time
from pathlib import Path
from crawler.lock import Lock
lock = Lock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_second_holder_is_told_who_has_it(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "var" / "lock")
    with pytest.raises(LockedError, match=f"process {os.getpid()}"):
        Lock(tmp_path / "var" / "lock")
    lock.release()
    Lock(tmp_path / "var" / "lock").release()


def test_kernel_frees_the_lock_of_a_holder_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError):
            Lock(path)
        holder.kill()
    Lock(path).release()
