-- Accounts and sources are judged as credentials are: judge_again_at is when the verdict on one may change next, a
-- negative time is "as soon as possible", and 9223372036854775807 is never.
ALTER TABLE identity ADD COLUMN judge_again_at INTEGER NOT NULL DEFAULT 9223372036854775807;
CREATE INDEX identity_to_judge ON identity (judge_again_at, n) WHERE judge_again_at < 9223372036854775807;
UPDATE identity SET judge_again_at = 0 WHERE n IN
  (SELECT b.identity_n FROM binding b WHERE b.until = 0 AND EXISTS
    (SELECT 1 FROM sighting s WHERE s.credential_n = 0 AND s.anchor_n = b.anchor_n));

-- expected_since is when it began to be counted on, completed_at when a run of it last completed.
ALTER TABLE source ADD COLUMN judge_again_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN expected_since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN completed_at INTEGER NOT NULL DEFAULT 0;
UPDATE source SET
  expected_since = coalesce((SELECT min(r.started) FROM run r WHERE r.source_n = source.n), 0),
  completed_at = coalesce((SELECT max(r.ended) FROM run r WHERE r.source_n = source.n AND r.state = 'completed'), 0);

-- A finding is about one thing: the other two of credential_n, identity_n and source_n are 0. A constraint cannot be
-- changed here, so the table is made anew.
CREATE TABLE finding_anew (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  credential_n INTEGER NOT NULL DEFAULT 0,
  identity_n INTEGER NOT NULL DEFAULT 0,
  rule TEXT NOT NULL,
  severity INTEGER NOT NULL,
  message TEXT NOT NULL,
  remedy TEXT NOT NULL,
  opened INTEGER NOT NULL,
  resolved INTEGER NOT NULL DEFAULT 0,
  reopened INTEGER NOT NULL DEFAULT 0,
  last_judged INTEGER NOT NULL,
  source_n INTEGER NOT NULL DEFAULT 0,
  UNIQUE (credential_n, identity_n, source_n, rule)
) STRICT;
INSERT INTO finding_anew (n, id, credential_n, identity_n, rule, severity, message, remedy, opened, resolved, reopened,
  last_judged) SELECT n, id, credential_n, identity_n, rule, severity, message, remedy, opened, resolved, reopened,
  last_judged FROM finding;
DROP TABLE finding;
ALTER TABLE finding_anew RENAME TO finding;
CREATE INDEX finding_by_rule ON finding (rule, resolved, credential_n);
CREATE INDEX finding_by_severity ON finding (severity, n);
CREATE INDEX finding_by_opened ON finding (opened, n);
CREATE INDEX finding_by_resolved ON finding (resolved, n);
CREATE INDEX finding_by_identity ON finding (identity_n, n) WHERE identity_n <> 0;
CREATE INDEX finding_by_source ON finding (source_n, n) WHERE source_n <> 0;

-- The policy that everything was last judged by.
CREATE TABLE judged_by (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  policy TEXT NOT NULL
) STRICT;
