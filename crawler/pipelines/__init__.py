"""What happens to a page after it was fetched: cleaned, compared, filed."""
