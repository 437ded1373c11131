"""The cleaner: bytes of a news page in, the story out, with a reason for every line that was left behind."""
