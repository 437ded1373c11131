"""Dumps with known text: pages of the corpora flattened in many ways, cleaned, and compared with their gold."""
