"""What all tests share: property tests draw the same cases on every machine, and none fails for a slow one."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("copydesk", deadline=None, derandomize=True)
settings.load_profile("copydesk")
