-- Who may come in. Codes are kept as SHA-256 only; times in microseconds.

-- last_used_at is 0 until it is used.
CREATE TABLE token (
  id TEXT COLLATE "C" PRIMARY KEY,
  hash BYTEA NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL,
  permissions TEXT COLLATE "C" NOT NULL,
  places TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL,
  expires_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL
);

CREATE TABLE invitation (
  hash BYTEA PRIMARY KEY,
  person TEXT COLLATE "C" NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE TABLE session (
  hash BYTEA PRIMARY KEY,
  person TEXT COLLATE "C" NOT NULL,
  since BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
