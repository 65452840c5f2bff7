-- Evidence is asked for by time: what was decided from one day to another.
CREATE INDEX audit_entry_by_time ON audit_entry (at, n);

-- How far each place elsewhere was told of the log: next is the first entry that it has not taken.
CREATE TABLE audit_follower (
  name TEXT PRIMARY KEY,
  next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
