-- What must survive a power cut: who may, what was decided. Tables of access and audit follow in their own files.

-- The answer to a request that may come twice; removed after a day.
CREATE TABLE idempotency_key (
  id TEXT COLLATE "C" PRIMARY KEY,
  actor TEXT COLLATE "C" NOT NULL,
  request BYTEA NOT NULL,
  status BIGINT NOT NULL,
  answer TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX idempotency_key_by_time ON idempotency_key (at);

-- What this installation keeps for itself: its own name, keys' ids.
CREATE TABLE setting (
  name TEXT COLLATE "C" PRIMARY KEY,
  value TEXT COLLATE "C" NOT NULL
);
