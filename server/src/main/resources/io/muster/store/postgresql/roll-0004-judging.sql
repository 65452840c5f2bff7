-- Accounts and sources are judged as credentials are: judge_again_at is when the verdict on one may change next, a
-- negative time is "as soon as possible", and 9223372036854775807 is never.
ALTER TABLE identity ADD COLUMN judge_again_at BIGINT NOT NULL DEFAULT 9223372036854775807;
CREATE INDEX identity_to_judge ON identity (judge_again_at, n) WHERE judge_again_at < 9223372036854775807;
UPDATE identity SET judge_again_at = 0 WHERE n IN
  (SELECT b.identity_n FROM binding b WHERE b.until = 0 AND EXISTS
    (SELECT 1 FROM sighting s WHERE s.credential_n = 0 AND s.anchor_n = b.anchor_n));

-- expected_since is when it began to be counted on, completed_at when a run of it last completed.
ALTER TABLE source ADD COLUMN judge_again_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN expected_since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN completed_at BIGINT NOT NULL DEFAULT 0;
UPDATE source SET
  expected_since = coalesce((SELECT min(r.started) FROM run r WHERE r.source_n = source.n), 0),
  completed_at = coalesce((SELECT max(r.ended) FROM run r WHERE r.source_n = source.n AND r.state = 'completed'), 0);

-- A finding is about one thing: the other two of credential_n, identity_n and source_n are 0.
ALTER TABLE finding ALTER COLUMN credential_n SET DEFAULT 0;
ALTER TABLE finding ADD COLUMN source_n BIGINT NOT NULL DEFAULT 0;
ALTER TABLE finding DROP CONSTRAINT finding_credential_n_identity_n_rule_key;
ALTER TABLE finding ADD UNIQUE (credential_n, identity_n, source_n, rule);
CREATE INDEX finding_by_source ON finding (source_n, n) WHERE source_n <> 0;

-- The policy that everything was last judged by.
CREATE TABLE judged_by (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  policy TEXT COLLATE "C" NOT NULL
);
