-- Evidence is asked for by time: what was decided from one day to another.
CREATE INDEX audit_entry_by_time ON audit_entry (at, n);
