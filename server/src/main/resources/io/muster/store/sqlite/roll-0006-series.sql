-- Certificates that live less than a day, until they are folded or kept for good (docs/identity.md, An hourly SVID).
CREATE TABLE short_lived (
  credential_n INTEGER PRIMARY KEY
) STRICT;
INSERT INTO short_lived (credential_n)
SELECT n FROM credential
 WHERE type IN ('x509-certificate', 'ssh-certificate') AND not_before > 0
   AND not_after - not_before < 86400000000;

-- What is left of those whose successors are there: how many an anchor had at a place from one issuer, when the first
-- began and the last ended, and the sum of their lifetimes in microseconds.
CREATE TABLE series (
  anchor_n INTEGER NOT NULL,
  issuer TEXT NOT NULL,
  place_n INTEGER NOT NULL,
  folded INTEGER NOT NULL,
  begun INTEGER NOT NULL,
  newest INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  lifetime INTEGER NOT NULL,
  PRIMARY KEY (anchor_n, issuer, place_n)
) STRICT, WITHOUT ROWID;
