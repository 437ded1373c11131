"""The one spider; outlets are data."""
