CREATE TABLE intake (
  id TEXT PRIMARY KEY,
  worker TEXT NOT NULL,
  body TEXT NOT NULL,
  step TEXT,
  updated_at TEXT NOT NULL
);
CREATE INDEX intake_worker ON intake (worker, updated_at);
CREATE INDEX address_postcode ON address (REPLACE(LOWER(postcode), ' ', ''))
