-- Whose things are, how that is known, and how much it matters.

-- Why the value is what it is, in words: the rule's name, the evidence, what it was inherited from. owner_by, criticality_by
-- and environment_by know more words now: fallback, inference, default, inherited.
ALTER TABLE identity ADD COLUMN owner_why TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE identity ADD COLUMN criticality_why TEXT COLLATE "C" NOT NULL DEFAULT '';

-- 0 to 100. assess_again_at is when owner, criticality and risk may be something else next: a negative time is "as soon as
-- possible", each time another number.
ALTER TABLE identity ADD COLUMN risk BIGINT NOT NULL DEFAULT 0;
ALTER TABLE identity ADD COLUMN assess_again_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX identity_by_risk ON identity (risk, n);
CREATE INDEX identity_to_assess ON identity (assess_again_at, n);

-- Since when nobody owns it, 0 while somebody does or need not.
ALTER TABLE identity ADD COLUMN orphaned BIGINT NOT NULL DEFAULT 0;
CREATE INDEX identity_orphaned ON identity (orphaned, n) WHERE orphaned <> 0;

-- Orphans, and the clock that runs for each. team_n looks for the owner; state is open, escalated, accepted or declined:
-- after the clock it is proposed to decommission it, and somebody decides.
CREATE TABLE orphan (
  identity_n BIGINT PRIMARY KEY,
  found BIGINT NOT NULL,
  due BIGINT NOT NULL,
  team_n BIGINT NOT NULL DEFAULT 0,
  state TEXT COLLATE "C" NOT NULL DEFAULT 'open',
  escalated BIGINT NOT NULL DEFAULT 0,
  decided BIGINT NOT NULL DEFAULT 0,
  actor TEXT COLLATE "C" NOT NULL DEFAULT '',
  reason TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX orphan_by_due ON orphan (due, identity_n);
CREATE INDEX orphan_running ON orphan (due, identity_n) WHERE state = 'open';

-- Who may own what nobody does, the most probable at position 0; confidence in thousandths, evidence as a JSON list.
CREATE TABLE owner_candidate (
  identity_n BIGINT NOT NULL,
  position BIGINT NOT NULL,
  team_n BIGINT NOT NULL,
  confidence BIGINT NOT NULL,
  evidence TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (identity_n, position)
);
CREATE INDEX owner_candidate_first ON owner_candidate (confidence, identity_n) WHERE position = 0;

-- The teams and people by which candidates were last inferred, as a digest.
CREATE TABLE inferred_by (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  directory TEXT COLLATE "C" NOT NULL
);
