"""The version that stands in every record: a text can be traced to the rules that made it."""

CLEANER_VERSION = "0.1.0"
