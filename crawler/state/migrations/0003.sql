-- Further pages of stories: an address here is never a story of its own.
CREATE TABLE parts (
    url_key TEXT PRIMARY KEY,
    story TEXT NOT NULL,                -- url_key of the story's first page
    number INTEGER NOT NULL,            -- its place in the story, from 2
    url TEXT NOT NULL,
    archive_file TEXT NOT NULL,
    archive_offset INTEGER NOT NULL,
    archive_length INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX parts_story ON parts (story, number);
CREATE INDEX parts_archive ON parts (archive_file) WHERE archive_file != '';
