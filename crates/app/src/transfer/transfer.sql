CREATE TABLE transfer (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  state_facts TEXT NOT NULL,
  is_open BIGINT NOT NULL,
  from_team TEXT NOT NULL,
  from_worker TEXT,
  to_team TEXT NOT NULL,
  to_worker TEXT,
  wanted_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  handover TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_at TEXT NOT NULL,
  agreed_by TEXT,
  agreed_at TEXT,
  ended_at TEXT
);
CREATE INDEX transfer_to ON transfer (to_team, is_open);
CREATE INDEX transfer_from ON transfer (from_team, is_open);
CREATE TABLE transfer_child (
  transfer TEXT NOT NULL,
  child TEXT NOT NULL,
  place BIGINT NOT NULL,
  PRIMARY KEY (transfer, child)
);
CREATE INDEX transfer_child_child ON transfer_child (child);
