"""The learned judge: what it looks at, the trees it asks, and what it answers."""
