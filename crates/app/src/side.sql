CREATE TABLE pack_text (
  hash TEXT NOT NULL,
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (hash, path)
);
CREATE TABLE draft (
  step TEXT NOT NULL,
  question TEXT NOT NULL,
  child TEXT NOT NULL,
  answer TEXT NOT NULL,
  version BIGINT NOT NULL,
  worker TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (step, question, child)
);
CREATE TABLE draft_clash (
  id INTEGER PRIMARY KEY,
  step TEXT NOT NULL,
  question TEXT NOT NULL,
  child TEXT NOT NULL,
  answer TEXT NOT NULL,
  worker TEXT NOT NULL,
  saved_at TEXT NOT NULL
);
CREATE INDEX draft_clash_step ON draft_clash (step);
CREATE TABLE presence (
  step TEXT NOT NULL,
  worker TEXT NOT NULL,
  section TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (step, worker)
);
CREATE TABLE document_key (
  document TEXT PRIMARY KEY,
  wrapped BLOB NOT NULL
);
CREATE TABLE reason_given (
  worker TEXT NOT NULL,
  person TEXT NOT NULL,
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (worker, person, day)
);
CREATE TABLE pinned (
  worker TEXT NOT NULL,
  person TEXT NOT NULL,
  pinned_at TEXT NOT NULL,
  PRIMARY KEY (worker, person)
);
