"""What a page is when it is no story: the rules, a module for each group of kinds, and their words as data."""
