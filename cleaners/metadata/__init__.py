"""What a page says of its story besides the text: title, authors, dates, language, address; each with its source."""
