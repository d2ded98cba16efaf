CREATE TABLE plan_outcome (
  id TEXT PRIMARY KEY,
  plan TEXT NOT NULL,
  wanted TEXT NOT NULL,
  agreed_on TEXT NOT NULL,
  ended TEXT,
  since_seq BIGINT NOT NULL
);
CREATE INDEX plan_outcome_plan ON plan_outcome (plan);
CREATE TABLE plan_outcome_child (
  outcome TEXT NOT NULL,
  child TEXT NOT NULL,
  PRIMARY KEY (outcome, child)
);
CREATE INDEX plan_outcome_child_child ON plan_outcome_child (child);
CREATE TABLE plan_action (
  id TEXT PRIMARY KEY,
  plan TEXT NOT NULL,
  outcome TEXT NOT NULL,
  task TEXT NOT NULL,
  worker TEXT,
  due TEXT,
  agreed_on TEXT NOT NULL,
  doing TEXT NOT NULL,
  is_open BIGINT NOT NULL,
  since_seq BIGINT NOT NULL
);
CREATE INDEX plan_action_plan ON plan_action (plan);
CREATE INDEX plan_action_worker ON plan_action (worker, is_open);
CREATE TABLE plan_progress (
  outcome TEXT NOT NULL,
  noted_on TEXT NOT NULL,
  plan TEXT NOT NULL,
  progress TEXT NOT NULL,
  noted_by TEXT NOT NULL,
  noted_at TEXT NOT NULL,
  PRIMARY KEY (outcome, noted_on)
);
CREATE INDEX plan_progress_plan ON plan_progress (plan);
CREATE TABLE plan_contingency (
  plan TEXT PRIMARY KEY,
  contingency TEXT NOT NULL,
  set_by TEXT NOT NULL,
  set_at TEXT NOT NULL
);
