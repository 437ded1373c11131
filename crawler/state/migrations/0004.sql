-- How often in a row a story was fetched again, because its source said that it had changed, and had not.
ALTER TABLE pages ADD COLUMN unchanged INTEGER NOT NULL DEFAULT 0;
