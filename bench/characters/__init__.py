"""Measures decoding and repairs of characters on damage made of good text, beside other tools."""
