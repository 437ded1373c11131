"""Pages for people: how the outlets fare, why a line was dropped, where fixtures differ. Each is one file, without scripts."""
