"""The crawler: a Scrapy project that fetches, remembers and asks the cleaner."""
