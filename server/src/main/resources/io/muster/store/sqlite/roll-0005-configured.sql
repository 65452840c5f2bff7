-- What the configuration says. Labels are facts of a source's targets, as a JSON object.
ALTER TABLE source ADD COLUMN labels TEXT NOT NULL DEFAULT '{}';

-- Who said so: rule, person, or nobody ('').
ALTER TABLE identity ADD COLUMN owner_by TEXT NOT NULL DEFAULT '';
ALTER TABLE identity ADD COLUMN criticality_by TEXT NOT NULL DEFAULT '';
ALTER TABLE identity ADD COLUMN environment_by TEXT NOT NULL DEFAULT '';
UPDATE identity SET owner_by = 'person' WHERE owner_n <> 0;
UPDATE identity SET criticality_by = 'person' WHERE criticality <> '';
UPDATE identity SET environment_by = 'person' WHERE environment <> '';
ALTER TABLE tagging ADD COLUMN said_by TEXT NOT NULL DEFAULT 'person';

-- The rules that say whose identities are, as the server that started last read them. An identity was judged by the
-- edition that ruled names; a smaller number means again.
ALTER TABLE identity ADD COLUMN ruled INTEGER NOT NULL DEFAULT 0;
CREATE INDEX identity_by_ruling ON identity (ruled, n);
CREATE TABLE owner_rules (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  edition INTEGER NOT NULL,
  rules TEXT NOT NULL
) STRICT;
INSERT INTO owner_rules (one, edition, rules) VALUES (1, 0, '[]');
