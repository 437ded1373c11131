"""What the crawler knows from one run to the next: one SQLite file, one writer."""
