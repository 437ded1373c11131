-- What drift and health are told by: of each page that the cleaner has judged, how it came out.
ALTER TABLE pages ADD COLUMN judged_run INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pages ADD COLUMN words INTEGER;
ALTER TABLE pages ADD COLUMN dropped REAL;
ALTER TABLE pages ADD COLUMN confidence REAL;
ALTER TABLE pages ADD COLUMN has_title INTEGER;
ALTER TABLE pages ADD COLUMN has_date INTEGER;
CREATE INDEX pages_judged ON pages (outlet, judged_run) WHERE judged_run > 0;
