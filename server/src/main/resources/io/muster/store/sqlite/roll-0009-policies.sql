-- Policies as they were written; number counts from 1 in each. In previews and activations version 0 is the policy that
-- comes with Muster, and -1 is none of it.
CREATE TABLE policy_version (
  n INTEGER PRIMARY KEY,
  policy TEXT NOT NULL,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  digest TEXT NOT NULL,
  rules INTEGER NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (policy, number)
) STRICT;

-- What an activation would change. base is the activation that was in force, edition what was.
CREATE TABLE policy_preview (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  policy TEXT NOT NULL,
  version INTEGER NOT NULL,
  digest TEXT NOT NULL,
  base INTEGER NOT NULL,
  edition TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  broken INTEGER NOT NULL,
  passing INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  judged INTEGER NOT NULL,
  diff TEXT NOT NULL
) STRICT;

CREATE TABLE policy_activation (
  n INTEGER PRIMARY KEY,
  policy TEXT NOT NULL,
  version INTEGER NOT NULL,
  digest TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  preview_n INTEGER NOT NULL
) STRICT;
CREATE INDEX policy_activation_by_policy ON policy_activation (policy, n);

-- One row: the last activation, how many it found due, and how many have been judged since.
CREATE TABLE policy_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  activation INTEGER NOT NULL,
  total INTEGER NOT NULL,
  judged INTEGER NOT NULL
) STRICT;
INSERT INTO policy_state (one, activation, total, judged) VALUES (1, 0, 0, 0);

-- Exceptions. scope is finding, credential, identity, query or team; target says which, target_n is its n, 0 for a query. state is requested, in-force,
-- rejected, revoked or expired. until is its end; spread is the n of the last finding of its rule that was found due
-- after it changed, 9223372036854775807 when all were.
CREATE TABLE policy_exception (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  rule TEXT NOT NULL,
  scope TEXT NOT NULL,
  target TEXT NOT NULL,
  target_n INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL,
  until INTEGER NOT NULL,
  state TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  requested INTEGER NOT NULL,
  approved_by TEXT NOT NULL DEFAULT '',
  approved INTEGER NOT NULL DEFAULT 0,
  secured_by TEXT NOT NULL DEFAULT '',
  secured INTEGER NOT NULL DEFAULT 0,
  ended_by TEXT NOT NULL DEFAULT '',
  ended INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  reminded INTEGER NOT NULL DEFAULT 0,
  spread INTEGER NOT NULL DEFAULT 9223372036854775807,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX policy_exception_by_state ON policy_exception (state, until);
CREATE INDEX policy_exception_to_spread ON policy_exception (n) WHERE spread < 9223372036854775807;

-- What became of exceptions, for those who tell others: requested, approved, in-force, rejected, revoked, expired,
-- ends-in-14-days, ends-in-3-days.
CREATE TABLE exception_event (
  n INTEGER PRIMARY KEY,
  exception_n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL
) STRICT;
CREATE INDEX exception_event_by_exception ON exception_event (exception_n, n);

-- A finding that an exception covers is not open: resolved is when that began, excepted_n says by which.
ALTER TABLE finding ADD COLUMN excepted_n INTEGER NOT NULL DEFAULT 0;
ALTER TABLE finding ADD COLUMN due INTEGER NOT NULL DEFAULT 9223372036854775807;
ALTER TABLE finding ADD COLUMN assignee TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN comments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE finding ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
UPDATE finding SET due = CASE WHEN reopened > opened THEN reopened ELSE opened END
  + 86400000000 * CASE severity WHEN 5 THEN 1 WHEN 4 THEN 7 WHEN 3 THEN 30 ELSE 90 END WHERE severity > 1;
CREATE INDEX finding_by_due ON finding (due, n) WHERE resolved = 0;
CREATE INDEX finding_by_assignee ON finding (assignee, n) WHERE assignee <> '';
CREATE INDEX finding_by_exception ON finding (excepted_n, n) WHERE excepted_n <> 0;

CREATE TABLE finding_comment (
  n INTEGER PRIMARY KEY,
  finding_n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX finding_comment_by_finding ON finding_comment (finding_n, n);
