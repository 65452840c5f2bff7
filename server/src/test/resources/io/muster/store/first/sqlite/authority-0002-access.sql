-- Who may come in. Codes are kept as SHA-256 only; times in microseconds.

-- last_used_at is 0 until it is used.
CREATE TABLE token (
  id TEXT PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  permissions TEXT NOT NULL,
  places TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL
) STRICT;

CREATE TABLE invitation (
  hash BLOB PRIMARY KEY,
  person TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  hash BLOB PRIMARY KEY,
  person TEXT NOT NULL,
  since INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
