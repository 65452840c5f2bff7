-- The trigram tables have a file of their own now, which is made again from the rows: see SearchFile.
DROP TABLE credential_text;
DROP TABLE identity_text;
DROP TABLE place_text;
DELETE FROM counter WHERE name IN ('indexed:credential', 'indexed:identity', 'indexed:place');

-- Rows whose text is another one or gone, for that file. Its newest row stays, so that no number comes twice.
CREATE TABLE text_change (
  n INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  entity_n INTEGER NOT NULL
) STRICT;

-- The index of texts finds them too. In their own order each was another page to write.
DROP INDEX credential_by_fingerprint;
