-- Who may do what: people who sign in at a provider, and the roles that they or their groups have.

-- groups_said holds one a line; last_sign_in is 0 for never.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  mail TEXT NOT NULL,
  groups_said TEXT NOT NULL,
  active INTEGER NOT NULL,
  since INTEGER NOT NULL,
  last_sign_in INTEGER NOT NULL
) STRICT;

-- holder_kind is person or group; team is empty for everything; confirmed_by is empty while a second must agree.
CREATE TABLE role_grant (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  holder_kind TEXT NOT NULL,
  holder TEXT NOT NULL,
  team TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  confirmed_by TEXT NOT NULL,
  confirmed_at INTEGER NOT NULL,
  UNIQUE (holder_kind, holder, role, team)
) STRICT;

-- The person who answers for it. Tokens that tokens made have none, and open nothing any more.
ALTER TABLE token ADD COLUMN owner TEXT NOT NULL DEFAULT '';
UPDATE token SET owner = substr(created_by, 8) WHERE created_by LIKE 'person:%';
CREATE INDEX token_by_owner ON token (owner);

ALTER TABLE session ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
UPDATE session SET used_at = since;
CREATE INDEX session_by_person ON session (person);
