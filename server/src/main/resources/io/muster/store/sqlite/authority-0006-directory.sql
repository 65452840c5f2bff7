-- Who there is and who belongs to what, as the directory says it: by SCIM, or read from LDAP. What ends in _key is
-- folded for comparing; times in microseconds.

CREATE TABLE directory_person (
  id TEXT PRIMARY KEY,
  external_id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  user_name_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  mail TEXT NOT NULL,
  mail_key TEXT NOT NULL,
  active INTEGER NOT NULL,
  document TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX directory_person_by_external_id ON directory_person (external_id) WHERE external_id <> '';
CREATE INDEX directory_person_by_mail ON directory_person (mail_key);

CREATE TABLE directory_group (
  id TEXT PRIMARY KEY,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX directory_group_by_external_id ON directory_group (external_id) WHERE external_id <> '';
CREATE INDEX directory_group_by_name ON directory_group (name_key);

-- member_id is a person or a group.
CREATE TABLE directory_member (
  group_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  PRIMARY KEY (group_id, member_id)
) STRICT;
CREATE INDEX directory_member_by_member ON directory_member (member_id);

-- Who is gone: removed, or there and not active any more.
CREATE TABLE directory_departure (
  n INTEGER PRIMARY KEY,
  person_id TEXT NOT NULL,
  external_id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  user_name_key TEXT NOT NULL,
  name TEXT NOT NULL,
  mail TEXT NOT NULL,
  how TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX directory_departure_by_external_id ON directory_departure (external_id);
CREATE INDEX directory_departure_by_user_name ON directory_departure (user_name_key);

-- What the directory calls whoever signs in; empty when it was never asked.
ALTER TABLE account ADD COLUMN directory_name TEXT NOT NULL DEFAULT '';
CREATE INDEX account_by_directory_name ON account (directory_name);

-- Machines that came in by a certificate or a token of somebody else's.
CREATE TABLE machine_use (
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL,
  subject TEXT NOT NULL,
  way TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;
CREATE INDEX machine_use_by_last_at ON machine_use (last_at);

-- Tokens that are good for one use, until they are over anyway.
CREATE TABLE machine_token (
  id TEXT PRIMARY KEY,
  until INTEGER NOT NULL
) STRICT;
