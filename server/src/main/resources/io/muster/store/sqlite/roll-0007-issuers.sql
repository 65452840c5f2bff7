-- Who has issued something, as it was found last: an authority by its certificate, or, where nobody has seen that
-- (credential_n is 0), by the name that others call it. kind is public, ours, internal, ad-hoc or empty for unknown.
CREATE TABLE issuer (
  n INTEGER PRIMARY KEY,
  credential_n INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  certificates INTEGER NOT NULL
) STRICT;

-- Answers by itself how many certificates an authority has issued, and of which of them the kind is to be corrected.
DROP INDEX credential_by_issuer;
CREATE INDEX credential_by_issuer ON credential (issuer_n, issuer_kind, n) WHERE issuer_n <> 0;
CREATE INDEX credential_by_unseen_issuer ON credential (issuer, issuer_kind)
  WHERE issuer_n = 0 AND issuer <> '' AND issuer <> subject;
