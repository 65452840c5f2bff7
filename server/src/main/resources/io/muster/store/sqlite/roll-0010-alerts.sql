-- When the end of a credential is to be looked at next, to tell of it; 0 is now, 9223372036854775807 never.
ALTER TABLE credential ADD COLUMN alert_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX credential_to_tell ON credential (alert_at, n) WHERE alert_at < 9223372036854775807;

-- The owner that was last told of.
ALTER TABLE identity ADD COLUMN told_owner_n INTEGER NOT NULL DEFAULT 0;
UPDATE identity SET told_owner_n = owner_n WHERE owner_n <> 0;
CREATE INDEX identity_to_tell ON identity (n) WHERE owner_n <> told_owner_n;

-- Findings that opened and are to be told, and the rules of which all are, whatever their severity.
CREATE TABLE finding_to_tell (
  finding_n INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE told_rule (
  rule TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Who issues and is known, and how many certificates each issued on a day (from 1970, UTC).
CREATE TABLE known_issuer (
  name TEXT PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE issued_day (
  issuer TEXT NOT NULL,
  day INTEGER NOT NULL,
  certificates INTEGER NOT NULL,
  PRIMARY KEY (issuer, day)
) STRICT, WITHOUT ROWID;

-- What somebody must know (io.muster.alerts); id follows from kind, subject and threshold, so each is there once.
-- places is a JSON array. state is pending, sent, failed, unrouted or acknowledged. routed is 0 until its receivers were
-- looked up. again_at is when a finding that is still open (finding_n) is told again.
CREATE TABLE alert (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  severity INTEGER NOT NULL,
  about TEXT NOT NULL,
  about_id TEXT NOT NULL,
  title TEXT NOT NULL,
  threshold TEXT NOT NULL,
  message TEXT NOT NULL,
  remedy TEXT NOT NULL,
  places TEXT NOT NULL,
  places_in_all INTEGER NOT NULL,
  team_n INTEGER NOT NULL DEFAULT 0,
  level INTEGER NOT NULL,
  raised INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending',
  routed INTEGER NOT NULL DEFAULT 0,
  acknowledged INTEGER NOT NULL DEFAULT 0,
  acknowledged_by TEXT NOT NULL DEFAULT '',
  finding_n INTEGER NOT NULL DEFAULT 0,
  again_at INTEGER NOT NULL DEFAULT 9223372036854775807
) STRICT;
CREATE INDEX alert_to_route ON alert (n) WHERE routed = 0;
CREATE INDEX alert_to_tell_again ON alert (again_at, n) WHERE again_at < 9223372036854775807;
CREATE INDEX alert_by_finding ON alert (finding_n) WHERE again_at < 9223372036854775807;
CREATE INDEX alert_by_about ON alert (about_id, kind, acknowledged);
CREATE INDEX alert_by_state ON alert (state, n);

-- The outbox. state is waiting, sent or failed; next_at is when it is sent, or, while somebody sends it, when that one is
-- taken for dead.
CREATE TABLE message (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  urgent INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  alerts INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  made INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0,
  trouble TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX message_waiting ON message (next_at, n) WHERE state = 'waiting';
CREATE INDEX message_by_receiver ON message (channel, address, urgent, n);
CREATE INDEX message_ended ON message (ended, n) WHERE ended <> 0;

CREATE TABLE message_alert (
  message_n INTEGER NOT NULL,
  alert_n INTEGER NOT NULL,
  PRIMARY KEY (message_n, alert_n)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_alert_by_alert ON message_alert (alert_n);

-- How each channel did.
CREATE TABLE channel_log (
  channel TEXT PRIMARY KEY,
  last_sent INTEGER NOT NULL DEFAULT 0,
  last_failed INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  trouble TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
