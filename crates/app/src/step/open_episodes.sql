-- Children in need now, among all who ever were.
CREATE INDEX episode_open ON episode (closed_on, nfa);
