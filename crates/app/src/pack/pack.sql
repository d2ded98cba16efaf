CREATE TABLE other_council (
  key TEXT PRIMARY KEY,
  council TEXT NOT NULL,
  code TEXT NOT NULL,
  public TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  confirmed_by TEXT,
  confirmed_at TEXT,
  confirmed_how TEXT,
  removed_at TEXT
);
CREATE TABLE transfer_pack (
  id TEXT PRIMARY KEY,
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  other TEXT NOT NULL,
  reason TEXT NOT NULL,
  moves_on TEXT,
  cleared TEXT NOT NULL,
  cleared_why TEXT NOT NULL,
  begun_by TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  released_by TEXT,
  released_at TEXT,
  sha256 TEXT,
  bytes BIGINT,
  entries BIGINT,
  documents BIGINT,
  notified_at TEXT,
  acknowledged_by TEXT,
  acknowledged_at TEXT,
  acknowledged_note TEXT,
  ended_why TEXT
);
CREATE TABLE pack_child (
  pack TEXT NOT NULL,
  child TEXT NOT NULL,
  place BIGINT NOT NULL,
  PRIMARY KEY (pack, child)
);
CREATE INDEX pack_child_child ON pack_child (child);
CREATE TABLE imported_entry (
  entry TEXT PRIMARY KEY,
  seq BIGINT NOT NULL
);
CREATE TABLE letter (
  id TEXT PRIMARY KEY,
  wrapped BLOB NOT NULL,
  council TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  kept_by TEXT NOT NULL
);
