-- What was decided, as an append-only Merkle log (docs/operate/audit.md). The head is one row: how many entries there
-- are, and the hashes of the right edge, from which the next entry and the root follow.
CREATE TABLE audit_head (
  one SMALLINT PRIMARY KEY CHECK (one = 1),
  size BIGINT NOT NULL,
  peaks BYTEA NOT NULL
);
INSERT INTO audit_head (one, size, peaks) VALUES (1, 0, ''::bytea);

-- encoded is what is proved; at, actor, action and subject repeat what is in it, to be searched.
CREATE TABLE audit_entry (
  n BIGINT PRIMARY KEY,
  encoded BYTEA NOT NULL,
  hash BYTEA NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject, n);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor, n);

-- Hashes of complete subtrees of 256, 65,536, … entries: the rows of tiles above the entries.
CREATE TABLE audit_subtree (
  level SMALLINT NOT NULL,
  n BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (level, n)
);

-- Signed heads, by size.
CREATE TABLE audit_checkpoint (
  size BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  note TEXT COLLATE "C" NOT NULL
);
