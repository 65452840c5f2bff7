-- The inventory. Times are microseconds since 1970 in UTC; 0 is "not yet", 9223372036854775807 "never".
-- Severities are numbers, so that they sort: 5 critical, 4 high, 3 medium, 2 low, 1 info, 0 nothing.
-- n joins rows and never leaves the program; id is what the outside knows a row by.

CREATE TABLE team (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  contact TEXT NOT NULL DEFAULT '',
  escalation TEXT NOT NULL DEFAULT '',
  parent_n INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE person (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  mail TEXT NOT NULL DEFAULT '',
  team_n INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A key, whatever wraps it: id is the SHA-256 of its SubjectPublicKeyInfo.
CREATE TABLE public_key (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  algorithm TEXT NOT NULL,
  bits INTEGER NOT NULL,
  strength TEXT NOT NULL,
  credentials INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A machine. folded is what is searched: its name, aliases and realm in lower case.
CREATE TABLE identity (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  realm TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  owner_n INTEGER NOT NULL DEFAULT 0,
  criticality TEXT NOT NULL DEFAULT '',
  environment TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  credentials INTEGER NOT NULL DEFAULT 0,
  worst INTEGER NOT NULL DEFAULT 0,
  critical INTEGER NOT NULL DEFAULT 0,
  high INTEGER NOT NULL DEFAULT 0,
  medium INTEGER NOT NULL DEFAULT 0,
  low INTEGER NOT NULL DEFAULT 0,
  merged_into INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX identity_by_owner ON identity (owner_n, n);

-- What observations say about who. id is the first half of the SHA-256 of the canonical text.
CREATE TABLE anchor (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  canonical TEXT NOT NULL,
  kind TEXT NOT NULL,
  realm TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT;

-- Which identity an anchor means: everywhere (place_prefix '') or below a place. until is 0 while it
-- holds. Merging and splitting write here alone.
CREATE TABLE binding (
  n INTEGER PRIMARY KEY,
  anchor_n INTEGER NOT NULL,
  place_prefix TEXT NOT NULL DEFAULT '',
  identity_n INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL DEFAULT 0,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX binding_now ON binding (anchor_n, place_prefix) WHERE until = 0;
CREATE INDEX binding_by_anchor ON binding (anchor_n);
CREATE INDEX binding_by_identity ON binding (identity_n, until);
CREATE INDEX binding_by_place ON binding (anchor_n) WHERE place_prefix <> '';

CREATE TABLE alias (
  identity_n INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (identity_n, name)
) STRICT, WITHOUT ROWID;

-- Proof. folded is what is searched: title, names, issuer and serial number in lower case.
-- owner_n, environment and criticality are those of its first identity; places, worst and the four
-- counts of open findings are kept, not counted. judge_again_at is when its verdict may change next; 0 is now.
-- document_digest tells whether a re-sighting brings anything new.
CREATE TABLE credential (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  type TEXT NOT NULL,
  title TEXT NOT NULL,
  folded TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  key_n INTEGER NOT NULL DEFAULT 0,
  subject TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  issuer_n INTEGER NOT NULL DEFAULT 0,
  issuer_kind TEXT NOT NULL DEFAULT '',
  serial TEXT NOT NULL DEFAULT '',
  algorithm TEXT NOT NULL DEFAULT '',
  bits INTEGER NOT NULL DEFAULT 0,
  strength TEXT NOT NULL DEFAULT '',
  not_before INTEGER NOT NULL DEFAULT 0,
  not_after INTEGER NOT NULL DEFAULT 9223372036854775807,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  first_run_n INTEGER NOT NULL DEFAULT 0,
  gone_since INTEGER NOT NULL DEFAULT 0,
  foreign_ INTEGER NOT NULL DEFAULT 0,
  superseded_by INTEGER NOT NULL DEFAULT 0,
  revoked_at INTEGER NOT NULL DEFAULT 0,
  places INTEGER NOT NULL DEFAULT 0,
  worst INTEGER NOT NULL DEFAULT 0,
  critical INTEGER NOT NULL DEFAULT 0,
  high INTEGER NOT NULL DEFAULT 0,
  medium INTEGER NOT NULL DEFAULT 0,
  low INTEGER NOT NULL DEFAULT 0,
  owner_n INTEGER NOT NULL DEFAULT 0,
  environment TEXT NOT NULL DEFAULT '',
  criticality TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  judge_again_at INTEGER NOT NULL DEFAULT 0,
  document_digest INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX credential_by_key ON credential (key_n, n) WHERE key_n <> 0;
CREATE INDEX credential_by_issuer ON credential (issuer_n, n) WHERE issuer_n <> 0;
CREATE INDEX credential_to_judge ON credential (judge_again_at, n);

-- Certificates whose issuer was not seen yet, by its id.
CREATE TABLE awaited_issuer (
  issuer_id BLOB NOT NULL,
  credential_n INTEGER NOT NULL,
  PRIMARY KEY (issuer_id, credential_n)
) STRICT, WITHOUT ROWID;

CREATE INDEX awaited_issuer_by_credential ON awaited_issuer (credential_n);

-- The whole of it, as one object of io.muster.wire without sightings.
CREATE TABLE credential_document (
  credential_n INTEGER PRIMARY KEY,
  document TEXT NOT NULL
) STRICT;

-- Whose a credential is: the anchor that the rule found, and the identity it is bound to.
CREATE TABLE holding (
  credential_n INTEGER NOT NULL,
  anchor_n INTEGER NOT NULL,
  identity_n INTEGER NOT NULL,
  rule TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (credential_n, anchor_n, identity_n)
) STRICT, WITHOUT ROWID;
CREATE INDEX holding_by_identity ON holding (identity_n, credential_n);
CREATE INDEX holding_by_anchor ON holding (anchor_n, credential_n);

-- Where. A text over 600 characters is cut and ends in its SHA-256.
CREATE TABLE place (
  n INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  scheme TEXT NOT NULL,
  host TEXT NOT NULL,
  port INTEGER NOT NULL DEFAULT 0,
  folded TEXT NOT NULL
) STRICT;

-- When who was seen where, as an interval. anchor_n is 0 for a credential, credential_n for an account.
-- gone_at is 0 while it is there; via is the word of the part of Muster that looked, such as files.
CREATE TABLE sighting (
  credential_n INTEGER NOT NULL,
  anchor_n INTEGER NOT NULL DEFAULT 0,
  place_n INTEGER NOT NULL,
  role TEXT NOT NULL,
  source_n INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  gone_at INTEGER NOT NULL DEFAULT 0,
  run_n INTEGER NOT NULL,
  first_run_n INTEGER NOT NULL,
  via TEXT NOT NULL DEFAULT '',
  facts TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (credential_n, anchor_n, place_n, role, source_n)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_by_place ON sighting (place_n, source_n);

-- origin is configuration, api or scanner.
CREATE TABLE source (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  targets TEXT NOT NULL DEFAULT '[]',
  schedule TEXT NOT NULL DEFAULT '',
  expected_every INTEGER NOT NULL DEFAULT 0,
  enabled INTEGER NOT NULL DEFAULT 1,
  origin TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  last_run_n INTEGER NOT NULL DEFAULT 0,
  next_due INTEGER NOT NULL DEFAULT 9223372036854775807
) STRICT;

-- state is running, completed, failed or interrupted. seen = new_ + known + rejected.
CREATE TABLE run (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source_n INTEGER NOT NULL,
  reporter TEXT NOT NULL,
  state TEXT NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0,
  heard INTEGER NOT NULL,
  seen INTEGER NOT NULL DEFAULT 0,
  new_ INTEGER NOT NULL DEFAULT 0,
  known INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  back INTEGER NOT NULL DEFAULT 0,
  unreadable INTEGER NOT NULL DEFAULT 0,
  files INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  endpoints INTEGER NOT NULL DEFAULT 0,
  message TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX run_by_source ON run (source_n, started);

-- Endpoints at which a run has seen something; emptied when it ends.
CREATE TABLE visited (
  run_n INTEGER NOT NULL,
  place_n INTEGER NOT NULL,
  PRIMARY KEY (run_n, place_n)
) STRICT, WITHOUT ROWID;

-- kind is new, back, changed or gone.
CREATE TABLE run_change (
  n INTEGER PRIMARY KEY,
  run_n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  credential_n INTEGER NOT NULL,
  anchor_n INTEGER NOT NULL DEFAULT 0,
  place_n INTEGER NOT NULL,
  role TEXT NOT NULL
) STRICT;
CREATE INDEX run_change_by_run ON run_change (run_n, n);
CREATE INDEX run_change_by_credential ON run_change (credential_n);

CREATE TABLE unreadable (
  n INTEGER PRIMARY KEY,
  run_n INTEGER NOT NULL,
  place TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX unreadable_by_run ON unreadable (run_n, n);

CREATE TABLE rejected (
  n INTEGER PRIMARY KEY,
  run_n INTEGER NOT NULL,
  what TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX rejected_by_run ON rejected (run_n, n);

-- Who may do what. id is the first half of a SHA-256 over holder, right, resource and place.
CREATE TABLE may (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  credential_n INTEGER NOT NULL DEFAULT 0,
  anchor_n INTEGER NOT NULL DEFAULT 0,
  right_ TEXT NOT NULL,
  resource TEXT NOT NULL,
  scope TEXT NOT NULL DEFAULT '',
  place_n INTEGER NOT NULL,
  source_n INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  gone_at INTEGER NOT NULL DEFAULT 0,
  run_n INTEGER NOT NULL
) STRICT;
CREATE INDEX may_by_credential ON may (credential_n);
CREATE INDEX may_by_anchor ON may (anchor_n);
CREATE INDEX may_by_place ON may (place_n);

-- identity_n is 0 for a finding on a credential, credential_n for one on an identity alone.
CREATE TABLE finding (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  credential_n INTEGER NOT NULL,
  identity_n INTEGER NOT NULL DEFAULT 0,
  rule TEXT NOT NULL,
  severity INTEGER NOT NULL,
  message TEXT NOT NULL,
  remedy TEXT NOT NULL,
  opened INTEGER NOT NULL,
  resolved INTEGER NOT NULL DEFAULT 0,
  reopened INTEGER NOT NULL DEFAULT 0,
  last_judged INTEGER NOT NULL,
  UNIQUE (credential_n, identity_n, rule)
) STRICT;

-- Changes only: what is seen again as it was leaves no row. change is a JSON object.
CREATE TABLE history (
  n INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  entity_n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  request_id TEXT NOT NULL,
  change TEXT NOT NULL
) STRICT;
CREATE INDEX history_by_entity ON history (entity, entity_n, n);

CREATE TABLE tag (
  n INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE tagging (
  tag_n INTEGER NOT NULL,
  entity TEXT NOT NULL,
  entity_n INTEGER NOT NULL,
  PRIMARY KEY (entity, entity_n, tag_n)
) STRICT, WITHOUT ROWID;
CREATE INDEX tagging_by_tag ON tagging (tag_n, entity, entity_n);

CREATE TABLE attribute (
  entity TEXT NOT NULL,
  entity_n INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (entity, entity_n, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_view (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  q TEXT NOT NULL,
  sort TEXT NOT NULL,
  columns TEXT NOT NULL,
  created_by TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- What people believe to have, by list; matched_n is the credential that it turned out to be.
CREATE TABLE declared_list (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  team_n INTEGER NOT NULL DEFAULT 0,
  uploaded INTEGER NOT NULL,
  actor TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE declared_line (
  n INTEGER PRIMARY KEY,
  list_n INTEGER NOT NULL,
  line INTEGER NOT NULL,
  document TEXT NOT NULL,
  matched_n INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX declared_line_by_list ON declared_line (list_n, line);

CREATE TABLE declared_delta (
  list_n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  known INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  PRIMARY KEY (list_n, at)
) STRICT, WITHOUT ROWID;

-- Figures that are kept, not counted: 'type:secret', 'worst:5', 'week:2027-11'.
CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What changed, in order, for those who follow. Old rows are removed.
CREATE TABLE change_feed (
  n INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  entity TEXT NOT NULL,
  entity_n INTEGER NOT NULL,
  kind TEXT NOT NULL
) STRICT;

-- Work that one node at a time may do.
CREATE TABLE lease (
  name TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Substrings by trigrams over the three folded columns; matches are checked again against the column itself.
CREATE VIRTUAL TABLE credential_text USING fts5
  (folded, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1', detail = none);
CREATE VIRTUAL TABLE identity_text USING fts5
  (folded, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1', detail = none);
CREATE VIRTUAL TABLE place_text USING fts5
  (folded, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1', detail = none);
