"""Runs all systems over all pages, scores what they say, and writes down the figures."""
