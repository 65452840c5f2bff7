-- Who may do what: people who sign in at a provider, and the roles that they or their groups have.

-- groups_said holds one a line; last_sign_in is 0 for never.
CREATE TABLE account (
  id TEXT COLLATE "C" PRIMARY KEY,
  issuer TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  mail TEXT COLLATE "C" NOT NULL,
  groups_said TEXT COLLATE "C" NOT NULL,
  active BIGINT NOT NULL,
  since BIGINT NOT NULL,
  last_sign_in BIGINT NOT NULL
);

-- holder_kind is person or group; team is empty for everything; confirmed_by is empty while a second must agree.
CREATE TABLE role_grant (
  id TEXT COLLATE "C" PRIMARY KEY,
  role TEXT COLLATE "C" NOT NULL,
  holder_kind TEXT COLLATE "C" NOT NULL,
  holder TEXT COLLATE "C" NOT NULL,
  team TEXT COLLATE "C" NOT NULL,
  proposed_by TEXT COLLATE "C" NOT NULL,
  proposed_at BIGINT NOT NULL,
  confirmed_by TEXT COLLATE "C" NOT NULL,
  confirmed_at BIGINT NOT NULL,
  UNIQUE (holder_kind, holder, role, team)
);

-- The person who answers for it. Tokens that tokens made have none, and open nothing any more.
ALTER TABLE token ADD COLUMN owner TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE token SET owner = substr(created_by, 8) WHERE created_by LIKE 'person:%';
CREATE INDEX token_by_owner ON token (owner);

ALTER TABLE session ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
UPDATE session SET used_at = since;
CREATE INDEX session_by_person ON session (person);
