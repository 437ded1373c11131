"""The scoreboard: quality and speed of Copydesk beside its peers, in one run."""
