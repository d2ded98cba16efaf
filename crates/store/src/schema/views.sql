CREATE TABLE view_log (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  viewer TEXT NOT NULL,
  role TEXT NOT NULL,
  person TEXT,
  what TEXT NOT NULL,
  purpose TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX view_log_person ON view_log (person, seq);
CREATE INDEX view_log_viewer ON view_log (viewer, seq);
