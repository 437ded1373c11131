-- The state of the crawler, version 4. Times are UTC in ISO 8601, days YYYY-MM-DD, keys as crawler.urls.url_key makes them.

-- Every address that was ever taken for a story.
CREATE TABLE pages (
    id INTEGER PRIMARY KEY,             -- in the order they were found
    url_key TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,                  -- to fetch it by
    outlet TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('found', 'filed', 'rejected', 'failed', 'gone', 'refused', 'moved')),
    reason TEXT NOT NULL DEFAULT '',    -- why it is not filed; of a moved page the key it moved to
    kind TEXT NOT NULL DEFAULT '',      -- what the cleaner took it for; "part": it moved to the story it is a further page of
    todo TEXT NOT NULL DEFAULT '' CHECK (todo IN ('', 'fetch', 'again', 'remake')),
    not_before TEXT NOT NULL DEFAULT '',-- when a failed address may be tried again
    attempts INTEGER NOT NULL DEFAULT 0,
    tried_run INTEGER NOT NULL DEFAULT 0, -- the run that last tried; 0 if none did since it became to do
    found_run INTEGER NOT NULL,
    first_seen TEXT NOT NULL,           -- the day; the folder of its story, for ever
    title TEXT NOT NULL DEFAULT '',     -- this and the next two as its sources announced it
    published TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    fetched_at TEXT NOT NULL DEFAULT '',
    http_status INTEGER NOT NULL DEFAULT 0,
    body_sha256 TEXT NOT NULL DEFAULT '',
    archive_file TEXT NOT NULL DEFAULT '',
    archive_offset INTEGER NOT NULL DEFAULT 0,
    archive_length INTEGER NOT NULL DEFAULT 0,
    path TEXT UNIQUE,                   -- of its text, below OUT_DIR; NULL if it has none
    content_sha256 TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 0,
    cleaner_version TEXT NOT NULL DEFAULT '',
    memory_generation INTEGER NOT NULL DEFAULT 0,
    near_duplicate_of TEXT NOT NULL DEFAULT '',
    signature BLOB,                     -- MinHash of its text, 64-bit little-endian; NULL if it is no story
    fingerprints BLOB,                  -- of its blocks, 8 bytes each, until the template memory has learned them
    learned INTEGER NOT NULL DEFAULT 0, -- 1: the template memory has counted it
    judged_run INTEGER NOT NULL DEFAULT 0, -- the run that last fetched and judged it; 0: none of this state's
    words INTEGER,                      -- of its text; this and the next four NULL where nobody has measured them
    dropped REAL,                       -- share of the page's characters that are not its text
    confidence REAL,
    has_title INTEGER,                  -- 1: the page itself states one
    has_date INTEGER,
    unchanged INTEGER NOT NULL DEFAULT 0 -- how often in a row it was fetched again, as changed, and had not
) STRICT;
CREATE INDEX pages_judged ON pages (outlet, judged_run) WHERE judged_run > 0;
CREATE INDEX pages_todo ON pages (outlet, todo, published) WHERE todo != '';
CREATE INDEX pages_filed ON pages (outlet, path) WHERE path IS NOT NULL;
CREATE INDEX pages_archive ON pages (archive_file) WHERE archive_file != '';
CREATE INDEX pages_unlearned ON pages (outlet) WHERE fingerprints IS NOT NULL;
CREATE INDEX pages_duplicates ON pages (near_duplicate_of) WHERE near_duplicate_of != '';

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

-- Hashes of bands of signatures: near-duplicates share at least one.
CREATE TABLE bands (
    hash INTEGER NOT NULL,
    page INTEGER NOT NULL REFERENCES pages (id),
    PRIMARY KEY (hash, page)
) STRICT, WITHOUT ROWID;
CREATE INDEX bands_page ON bands (page);

-- Pages that list stories: sources of the seed files and what they lead to.
CREATE TABLE listings (
    outlet TEXT NOT NULL,
    url_key TEXT NOT NULL,
    url TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- of its source
    depth INTEGER NOT NULL,             -- steps from the source
    rank INTEGER NOT NULL DEFAULT 0,    -- its place on the page that led to it, or in the seed file
    todo INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    tried_run INTEGER NOT NULL DEFAULT 0,
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    checked_at TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL DEFAULT '',-- when it last gave a story that was not known
    stories INTEGER NOT NULL DEFAULT 0, -- it listed when it was last read
    problem TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (outlet, url_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX listings_todo ON listings (outlet) WHERE todo = 1;

-- Template memory: on how many pages of an outlet a block stood.
CREATE TABLE memory (
    outlet TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    pages INTEGER NOT NULL,
    generation INTEGER NOT NULL,        -- that saw it last
    PRIMARY KEY (outlet, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE outlets (
    outlet TEXT PRIMARY KEY,
    generation INTEGER NOT NULL DEFAULT 0,  -- of its template memory
    pages INTEGER NOT NULL DEFAULT 0,       -- the memory has learned
    visited_at TEXT NOT NULL DEFAULT ''     -- when the run of its last orderly visit began
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL DEFAULT '',  -- empty: it is running, or was killed
    finish TEXT NOT NULL DEFAULT '',
    exit_code INTEGER
) STRICT;

-- One outlet in one run.
CREATE TABLE visits (
    run INTEGER NOT NULL REFERENCES runs (id),
    outlet TEXT NOT NULL,
    outcome TEXT NOT NULL,              -- "ok", or why it failed or was cut short
    listed INTEGER NOT NULL,            -- stories its sources announced; -1 if all said "not modified"
    filed INTEGER NOT NULL,
    counts TEXT NOT NULL,               -- JSON, everything that was counted
    PRIMARY KEY (run, outlet)
) STRICT, WITHOUT ROWID;
