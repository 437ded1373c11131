"""The cleaner: bytes of a news page in, the story out, with a reason for every line that was left behind.

>>> from cleaners import clean_text
>>> print(clean_text("Share\\n\\nThe river rose again on Monday, and the mill was closed for a week.\\n\\nRead also: Mill").text)
The river rose again on Monday, and the mill was closed for a week.
"""

from cleaners.errors import CleanerError
from cleaners.memory import NOTHING_SEEN, FileMemory
from cleaners.parts import clean_parts, join
from cleaners.pipeline import clean, clean_many, clean_text
from cleaners.policy import DEFAULT, Policy
from cleaners.repairs import repair
from cleaners.types import Article, Block, Document, Hints, Page, Verdict
from cleaners.version import CLEANER_VERSION

__all__ = [
    "CLEANER_VERSION", "DEFAULT", "NOTHING_SEEN", "Article", "Block", "CleanerError", "Document", "FileMemory", "Hints",
    "Page", "Policy", "Verdict", "clean", "clean_many", "clean_parts", "clean_text", "join", "repair",
]  # fmt: skip
