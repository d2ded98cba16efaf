-- Looks that managers took: an oversight entry about a child, recorded by somebody who was a manager then.
CREATE TABLE manager_look (
  step TEXT NOT NULL,
  child TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  PRIMARY KEY (step, child)
);
CREATE INDEX manager_look_child ON manager_look (child, taken_at);
