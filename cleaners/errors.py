"""What can go wrong by a caller's fault. Bad input never raises: it gives an Article whose kind says why.

CleanerError
├── TooLargeError     more bytes than a named limit allows
├── UnreadableError   a path that is missing, unreadable or of an unknown kind
├── LexiconError      a lexicon file that breaks the rules of its format
├── MemoryFileError   a template memory file that is damaged or of another version
└── ModelError        a model file that is damaged or does not fit this version
"""


class CleanerError(Exception):
    """Any error of the cleaner; its message says what, which file or address, and what to do."""


class TooLargeError(CleanerError):
    """An input has more bytes than a named limit allows."""


class UnreadableError(CleanerError):
    """A path is missing, unreadable or of a kind that is not cleaned."""


class LexiconError(CleanerError):
    """A lexicon file breaks the rules of its format."""


class MemoryFileError(CleanerError):
    """A template memory file is damaged or of another version."""


class ModelError(CleanerError):
    """A model file is damaged or does not fit this version."""
