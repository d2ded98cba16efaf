CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  run_at TEXT,
  lease_until TEXT,
  attempts BIGINT NOT NULL DEFAULT 0,
  error TEXT
);
CREATE INDEX job_run_at ON job (run_at, id);
