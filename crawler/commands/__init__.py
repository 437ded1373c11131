"""The commands that `scrapy` gains in this project, a module each."""
