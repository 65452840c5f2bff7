-- Rights that are to be taken away because a review decided so (io.muster.reviews.Reduction), one for each item of review_item. state
-- is open, done or dropped. ended, ended_by and note say how it ended; confirmed is scan or hand, '' when it was dropped. told is
-- what its team was last reminded of, look_at when it is held against what scans see again.
CREATE TABLE reduction (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  review_n INTEGER NOT NULL,
  item_n INTEGER NOT NULL UNIQUE,
  entity TEXT NOT NULL,
  entity_n INTEGER NOT NULL,
  team_n INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  since INTEGER NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0,
  ended_by TEXT NOT NULL DEFAULT '',
  confirmed TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  told TEXT NOT NULL DEFAULT '',
  look_at INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX reduction_open ON reduction (entity, entity_n) WHERE state = 'open';
CREATE INDEX reduction_to_look ON reduction (look_at, n) WHERE state = 'open';
CREATE INDEX reduction_by_state ON reduction (state, n);
