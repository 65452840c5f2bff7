-- Whose things are, how that is known, and how much it matters.

-- Why the value is what it is, in words: the rule's name, the evidence, what it was inherited from. owner_by, criticality_by
-- and environment_by know more words now: fallback, inference, default, inherited.
ALTER TABLE identity ADD COLUMN owner_why TEXT NOT NULL DEFAULT '';
ALTER TABLE identity ADD COLUMN criticality_why TEXT NOT NULL DEFAULT '';

-- 0 to 100. assess_again_at is when owner, criticality and risk may be something else next: a negative time is "as soon as
-- possible", each time another number.
ALTER TABLE identity ADD COLUMN risk INTEGER NOT NULL DEFAULT 0;
ALTER TABLE identity ADD COLUMN assess_again_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX identity_by_risk ON identity (risk, n);
CREATE INDEX identity_to_assess ON identity (assess_again_at, n);

-- Since when nobody owns it, 0 while somebody does or need not.
ALTER TABLE identity ADD COLUMN orphaned INTEGER NOT NULL DEFAULT 0;
CREATE INDEX identity_orphaned ON identity (orphaned, n) WHERE orphaned <> 0;

-- Orphans, and the clock that runs for each. team_n looks for the owner; state is open, escalated, accepted or declined:
-- after the clock it is proposed to decommission it, and somebody decides.
CREATE TABLE orphan (
  identity_n INTEGER PRIMARY KEY,
  found INTEGER NOT NULL,
  due INTEGER NOT NULL,
  team_n INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'open',
  escalated INTEGER NOT NULL DEFAULT 0,
  decided INTEGER NOT NULL DEFAULT 0,
  actor TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX orphan_by_due ON orphan (due, identity_n);
CREATE INDEX orphan_running ON orphan (due, identity_n) WHERE state = 'open';

-- Who may own what nobody does, the most probable at position 0; confidence in thousandths, evidence as a JSON list.
CREATE TABLE owner_candidate (
  identity_n INTEGER NOT NULL,
  position INTEGER NOT NULL,
  team_n INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (identity_n, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX owner_candidate_first ON owner_candidate (confidence, identity_n) WHERE position = 0;

-- The teams and people by which candidates were last inferred, as a digest.
CREATE TABLE inferred_by (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  directory TEXT NOT NULL
) STRICT;
