-- What was decided, as an append-only Merkle log (docs/operate/audit.md). The head is one row: how many entries there
-- are, and the hashes of the right edge, from which the next entry and the root follow.
CREATE TABLE audit_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  size INTEGER NOT NULL,
  peaks BLOB NOT NULL
) STRICT;
INSERT INTO audit_head (one, size, peaks) VALUES (1, 0, x'');

-- encoded is what is proved; at, actor, action and subject repeat what is in it, to be searched.
CREATE TABLE audit_entry (
  n INTEGER PRIMARY KEY,
  encoded BLOB NOT NULL,
  hash BLOB NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
CREATE INDEX audit_entry_by_subject ON audit_entry (subject, n);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor, n);

-- Hashes of complete subtrees of 256, 65,536, … entries: the rows of tiles above the entries.
CREATE TABLE audit_subtree (
  level INTEGER NOT NULL,
  n INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (level, n)
) STRICT, WITHOUT ROWID;

-- Signed heads, by size.
CREATE TABLE audit_checkpoint (
  size INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
