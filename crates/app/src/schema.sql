CREATE TABLE person (
  id TEXT PRIMARY KEY,
  root TEXT NOT NULL,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  birth TEXT NOT NULL,
  birth_on TEXT,
  birth_about BIGINT,
  died_on TEXT,
  sex TEXT,
  gender TEXT,
  ethnicity TEXT,
  language TEXT,
  interpreter BIGINT,
  faith TEXT,
  disabilities TEXT NOT NULL,
  upn_unknown TEXT,
  restricted BIGINT NOT NULL,
  restricted_why TEXT,
  review_on TEXT,
  imported_from TEXT,
  since_seq BIGINT NOT NULL
);
CREATE INDEX person_root ON person (root);
CREATE INDEX person_birth ON person (birth_on);
CREATE TABLE person_name (
  seq BIGINT NOT NULL,
  person TEXT NOT NULL,
  used TEXT NOT NULL,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  PRIMARY KEY (seq, person, used)
);
CREATE INDEX person_name_person ON person_name (person);
CREATE TABLE name_key (
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (kind, key, person)
);
CREATE INDEX name_key_person ON name_key (person);
CREATE TABLE identifier (
  person TEXT NOT NULL,
  scheme TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (scheme, value, person)
);
CREATE INDEX identifier_person ON identifier (person);
CREATE TABLE address (
  fact TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  lines TEXT NOT NULL,
  postcode TEXT NOT NULL,
  ward TEXT NOT NULL,
  key TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  hidden_from TEXT NOT NULL
);
CREATE INDEX address_person ON address (person);
CREATE INDEX address_key ON address (key);
CREATE TABLE reach (
  fact TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  channel TEXT NOT NULL,
  value TEXT NOT NULL,
  digits TEXT NOT NULL,
  note TEXT NOT NULL,
  until TEXT
);
CREATE INDEX reach_person ON reach (person);
CREATE INDEX reach_digits ON reach (digits);
CREATE TABLE relation (
  fact TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  relation TEXT NOT NULL,
  to_person TEXT NOT NULL,
  responsibility BIGINT NOT NULL,
  since TEXT,
  until TEXT
);
CREATE INDEX relation_person ON relation (person);
CREATE INDEX relation_to ON relation (to_person);
CREATE TABLE hazard (
  fact TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  words TEXT NOT NULL,
  noted_on TEXT NOT NULL,
  until TEXT,
  ended_why TEXT
);
CREATE INDEX hazard_person ON hazard (person);
CREATE TABLE involvement (
  fact TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  agency TEXT NOT NULL,
  name TEXT NOT NULL,
  contact TEXT NOT NULL,
  checked_on TEXT NOT NULL,
  until TEXT
);
CREATE INDEX involvement_person ON involvement (person);
CREATE TABLE story (
  person TEXT PRIMARY KEY,
  why TEXT NOT NULL,
  worries TEXT NOT NULL,
  working_well TEXT NOT NULL,
  next TEXT NOT NULL,
  told_at TEXT NOT NULL,
  told_by TEXT NOT NULL
);
CREATE TABLE child_views (
  seq BIGINT PRIMARY KEY,
  person TEXT NOT NULL,
  given_on TEXT NOT NULL,
  words TEXT NOT NULL,
  how TEXT NOT NULL,
  changed TEXT NOT NULL,
  recorded_by TEXT NOT NULL
);
CREATE INDEX child_views_person ON child_views (person, given_on);
CREATE TABLE restricted_to (
  person TEXT NOT NULL,
  worker TEXT NOT NULL,
  PRIMARY KEY (person, worker)
);
CREATE TABLE glass (
  seq BIGINT PRIMARY KEY,
  person TEXT NOT NULL,
  worker TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  until_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  finding TEXT,
  reviewed_by TEXT,
  reviewed_at TEXT
);
CREATE INDEX glass_person ON glass (person, worker);
CREATE TABLE step (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  state_facts TEXT NOT NULL,
  is_open BIGINT NOT NULL,
  form TEXT,
  pack TEXT,
  owner TEXT,
  team TEXT,
  opened_by TEXT,
  started_at TEXT NOT NULL,
  started_by TEXT NOT NULL,
  submitted_at TEXT,
  happened_at TEXT NOT NULL,
  ended_on TEXT,
  sentence TEXT NOT NULL,
  imported_from TEXT,
  since_seq BIGINT NOT NULL
);
CREATE INDEX step_open ON step (is_open, kind);
CREATE INDEX step_owner ON step (owner, is_open);
CREATE INDEX step_team ON step (team, is_open);
CREATE INDEX step_opened_by ON step (opened_by);
CREATE TABLE step_person (
  step TEXT NOT NULL,
  person TEXT NOT NULL,
  part TEXT NOT NULL,
  place BIGINT NOT NULL,
  PRIMARY KEY (step, person)
);
CREATE INDEX step_person_person ON step_person (person);
CREATE TABLE step_answer (
  step TEXT NOT NULL,
  question TEXT NOT NULL,
  child TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (step, question, child)
);
CREATE TABLE step_fact (
  step TEXT NOT NULL,
  fact TEXT NOT NULL,
  child TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (step, fact, child)
);
CREATE TABLE decision (
  step TEXT NOT NULL,
  child TEXT NOT NULL,
  body TEXT NOT NULL,
  outcome TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  PRIMARY KEY (step, child)
);
CREATE INDEX decision_child ON decision (child);
CREATE TABLE clock (
  step TEXT NOT NULL,
  rule TEXT NOT NULL,
  child TEXT NOT NULL,
  started_at TEXT NOT NULL,
  due_on TEXT NOT NULL,
  due_at TEXT,
  done_at TEXT,
  running BIGINT NOT NULL,
  reason TEXT,
  PRIMARY KEY (step, rule, child)
);
CREATE INDEX clock_due ON clock (running, due_on);
CREATE TABLE episode (
  referral TEXT NOT NULL,
  child TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  nfa BIGINT NOT NULL,
  need TEXT,
  source TEXT,
  closed_on TEXT,
  reason TEXT,
  closure TEXT,
  PRIMARY KEY (referral, child)
);
CREATE INDEX episode_child ON episode (child, opened_on);
CREATE TABLE team (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE worker (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  team TEXT,
  registration TEXT,
  registered_until TEXT,
  left_on TEXT
);
CREATE INDEX worker_team ON worker (team);
CREATE TABLE allocation (
  seq BIGINT PRIMARY KEY,
  child TEXT NOT NULL,
  worker TEXT,
  team TEXT,
  since TEXT NOT NULL,
  until TEXT,
  reason TEXT NOT NULL,
  ended_why TEXT
);
CREATE INDEX allocation_child ON allocation (child, until);
CREATE INDEX allocation_worker ON allocation (worker, until);
CREATE INDEX allocation_team ON allocation (team, until);
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  step TEXT,
  title TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  audience TEXT NOT NULL,
  filed_at TEXT NOT NULL,
  filed_by TEXT NOT NULL,
  superseded_by TEXT
);
CREATE TABLE document_person (
  document TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (document, person)
);
CREATE INDEX document_person_person ON document_person (person);
CREATE TABLE council (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  code TEXT NOT NULL
);
CREATE TABLE closed_day (
  day TEXT PRIMARY KEY,
  why TEXT NOT NULL
);
CREATE TABLE pack (
  seq BIGINT PRIMARY KEY,
  hash TEXT NOT NULL,
  since TEXT NOT NULL
);
CREATE TABLE imported (
  import TEXT PRIMARY KEY,
  what TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  taken BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  at TEXT NOT NULL
);
CREATE TABLE timeline (
  person TEXT NOT NULL,
  seq BIGINT NOT NULL,
  happened_at TEXT NOT NULL,
  kind TEXT NOT NULL,
  step TEXT,
  author TEXT NOT NULL,
  sentence TEXT NOT NULL,
  significance BIGINT NOT NULL,
  PRIMARY KEY (person, seq)
);
CREATE INDEX timeline_when ON timeline (person, happened_at, seq);
