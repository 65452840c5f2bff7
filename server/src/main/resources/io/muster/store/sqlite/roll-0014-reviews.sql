-- Whether machines are still needed and may do what they may (io.muster.reviews), and how those that are not come to an end
-- (io.muster.retirement).

-- Reviews. list and q say what is looked at, teams (a JSON array; empty for all) whose. occasion is what makes the server begin
-- one by itself, '' for those of people. state is preparing, open or closed. position is where the freezing of its items stands,
-- applied the n of the last item whose decision has had its effect, 9223372036854775807 when all have.
CREATE TABLE review (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  list TEXT NOT NULL,
  q TEXT NOT NULL,
  teams TEXT NOT NULL DEFAULT '[]',
  occasion TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'preparing',
  started INTEGER NOT NULL,
  started_by TEXT NOT NULL,
  due INTEGER NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0,
  closed_by TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  digest TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL DEFAULT '',
  applied INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX review_by_occasion ON review (occasion) WHERE occasion <> '';
CREATE INDEX review_by_state ON review (state, n);
CREATE INDEX review_to_apply ON review (n) WHERE state = 'closed' AND applied < 9223372036854775807;

-- What is decided about, as it was when the review began: evidence is a JSON object (io.muster.reviews.Evidence). team_n decides,
-- attention are words with commas, '' for nothing special; decision is keep, reduce, retire or ''.
CREATE TABLE review_item (
  n INTEGER PRIMARY KEY,
  review_n INTEGER NOT NULL,
  entity TEXT NOT NULL,
  entity_n INTEGER NOT NULL,
  entity_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  team_n INTEGER NOT NULL,
  attention TEXT NOT NULL DEFAULT '',
  evidence TEXT NOT NULL,
  decision TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  decided_by TEXT NOT NULL DEFAULT '',
  decided INTEGER NOT NULL DEFAULT 0,
  UNIQUE (review_n, entity, entity_n)
) STRICT;
CREATE INDEX review_item_by_team ON review_item (review_n, team_n, n);
CREATE INDEX review_item_open ON review_item (review_n, n) WHERE decision = '';
CREATE INDEX review_item_by_entity ON review_item (entity, entity_n, n);

-- The part of each team, counted; told is what its reviewers were last reminded of.
CREATE TABLE review_part (
  review_n INTEGER NOT NULL,
  team_n INTEGER NOT NULL,
  items INTEGER NOT NULL DEFAULT 0,
  attention INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL DEFAULT 0,
  reduced INTEGER NOT NULL DEFAULT 0,
  retired INTEGER NOT NULL DEFAULT 0,
  told TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (review_n, team_n)
) STRICT, WITHOUT ROWID;

-- When somebody last decided in a closed review that it stays; 0 for never.
ALTER TABLE identity ADD COLUMN reviewed INTEGER NOT NULL DEFAULT 0;

-- What somebody could do before: spans of rows of may that have ended, because it was taken away or became something else.
CREATE TABLE may_past (
  n INTEGER PRIMARY KEY,
  may_n INTEGER NOT NULL,
  scope TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL
) STRICT;
CREATE INDEX may_past_by_may ON may_past (may_n, n);

-- The way out of what nobody needs. state is flagged, proposed, disabling, observing, deleting, gone or kept; why is unused,
-- review, person or owner-gone. due is when the clock of the state runs down, 9223372036854775807 for never. look_at is when
-- it is held against what scans see again.
CREATE TABLE retirement (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  entity TEXT NOT NULL,
  entity_n INTEGER NOT NULL,
  entity_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  team_n INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  why TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  begun INTEGER NOT NULL,
  since INTEGER NOT NULL,
  due INTEGER NOT NULL DEFAULT 9223372036854775807,
  look_at INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX retirement_running ON retirement (entity, entity_n) WHERE state NOT IN ('gone', 'kept');
CREATE INDEX retirement_by_state ON retirement (state, n);
CREATE INDEX retirement_to_look ON retirement (look_at, n) WHERE state NOT IN ('gone', 'kept');
CREATE INDEX retirement_by_entity ON retirement (entity, entity_n, n);

-- Each step there, and each step back. confirmed is scan or hand for what happened elsewhere, '' for what did not have to.
CREATE TABLE retirement_step (
  n INTEGER PRIMARY KEY,
  retirement_n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  confirmed TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX retirement_step_by_retirement ON retirement_step (retirement_n, n);

CREATE INDEX finding_unused ON finding (n) WHERE rule = 'unused' AND resolved = 0;

-- Owners that are gone, since when; 0 while they are there.
ALTER TABLE team ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;

-- What is looked for then. entity is team or person; words are what the person is known by, a JSON array. position is how far
-- what they leave behind was looked for, 9223372036854775807 when all was.
CREATE TABLE owner_gone (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  entity TEXT NOT NULL,
  entity_n INTEGER NOT NULL,
  entity_id TEXT NOT NULL,
  name TEXT NOT NULL,
  parent_n INTEGER NOT NULL DEFAULT 0,
  words TEXT NOT NULL DEFAULT '[]',
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  reassign INTEGER NOT NULL DEFAULT 0,
  rotate INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX owner_gone_to_do ON owner_gone (n) WHERE position < 9223372036854775807;

-- What they leave behind: to_do is reassign or rotate.
CREATE TABLE owner_gone_item (
  n INTEGER PRIMARY KEY,
  gone_n INTEGER NOT NULL,
  entity TEXT NOT NULL,
  entity_n INTEGER NOT NULL,
  to_do TEXT NOT NULL,
  why TEXT NOT NULL,
  UNIQUE (gone_n, entity, entity_n)
) STRICT;
CREATE INDEX owner_gone_item_by_gone ON owner_gone_item (gone_n, n);
