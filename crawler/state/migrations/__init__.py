"""One SQL file a step, `0002.sql` leading from version 1 to 2, and so on; `schema.sql` makes the newest at once."""
