-- What must survive a power cut: who may, what was decided. Tables of access and audit follow in their own files.

-- The answer to a request that may come twice; removed after a day.
CREATE TABLE idempotency_key (
  id TEXT PRIMARY KEY,
  actor TEXT NOT NULL,
  request BLOB NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX idempotency_key_by_time ON idempotency_key (at);

-- What this installation keeps for itself: its own name, keys' ids.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
