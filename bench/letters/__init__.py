"""Counts the letter tables of `cleaners.plausibility` from texts of many languages."""
