CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  recorded_at TEXT NOT NULL,
  occurred_on TEXT NOT NULL,
  author TEXT NOT NULL,
  role TEXT NOT NULL,
  command TEXT NOT NULL,
  people TEXT NOT NULL,
  step TEXT,
  kind TEXT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT,
  body_hash TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX journal_step ON journal (step, seq);
CREATE INDEX journal_command ON journal (command);
CREATE TABLE journal_person (
  person TEXT NOT NULL,
  seq BIGINT NOT NULL REFERENCES journal (seq),
  PRIMARY KEY (person, seq)
) WITHOUT ROWID;
CREATE INDEX journal_person_seq ON journal_person (seq);
CREATE TABLE command (
  id TEXT PRIMARY KEY,
  outcome TEXT NOT NULL
) WITHOUT ROWID;
