"""What a crawl costs: processor time a page by part, and how long the reactor is kept from answering."""
