-- A declared list is replaced whole. Its lines belong to an edition, what they mean to a comparison (pass); the list
-- names the ones that hold, and 0 while there are none. What it does not name is swept.
ALTER TABLE declared_list ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
ALTER TABLE declared_list ADD COLUMN lines INTEGER NOT NULL DEFAULT 0;
ALTER TABLE declared_list ADD COLUMN unusable INTEGER NOT NULL DEFAULT 0;
ALTER TABLE declared_list ADD COLUMN pass INTEGER NOT NULL DEFAULT 0;
ALTER TABLE declared_list ADD COLUMN compared INTEGER NOT NULL DEFAULT 0;
ALTER TABLE declared_list ADD COLUMN known INTEGER NOT NULL DEFAULT 0;
ALTER TABLE declared_list ADD COLUMN unknown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE declared_list ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE declared_list ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0;

ALTER TABLE declared_line DROP COLUMN matched_n;
ALTER TABLE declared_line ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;

-- kind is known, missing or repeated; credential_n is 0 unless it is known.
CREATE TABLE declared_meaning (
  n INTEGER PRIMARY KEY,
  list_n INTEGER NOT NULL,
  pass INTEGER NOT NULL,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  rule TEXT NOT NULL,
  credential_n INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX declared_meaning_by_list ON declared_meaning (list_n, pass, kind, n);
CREATE INDEX declared_meaning_by_credential ON declared_meaning (list_n, pass, credential_n);
