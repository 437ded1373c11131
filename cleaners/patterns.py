"""Regular expressions that are compiled when they are first used, not when their module is imported.

The package has some 300 of them, and a page needs a part; compiling all took half of the time of `import cleaners`.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


class _Lazy:
    """Stands for a compiled pattern; from the first use on its methods are those of the compiled one, at no further cost."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of `source`, compiled at its first use. A faulty one raises `re.error` then: tests compile them all.

    >>> lazy("[a-z]+").findall("ab 12 cd")
    ['ab', 'cd']
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))
