CREATE TABLE step_seat (
  step TEXT NOT NULL,
  id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  agency TEXT NOT NULL,
  part TEXT,
  person TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (step, id)
);
CREATE INDEX step_seat_person ON step_seat (person);
CREATE TABLE step_action (
  step TEXT NOT NULL,
  id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  worker TEXT,
  due_at TEXT NOT NULL,
  is_open BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (step, id)
);
CREATE INDEX step_action_worker ON step_action (worker, is_open, due_at);
CREATE INDEX step_action_open ON step_action (is_open, due_at);
CREATE TABLE step_check (
  step TEXT NOT NULL,
  id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  agency TEXT NOT NULL,
  settled BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (step, id)
);
