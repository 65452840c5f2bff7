-- Figures that are kept day by day (io.muster.monitor), the last of each day in UTC: day counts from 1970. What part and
-- whole are is said by the figure: 'posture:INPUT', 'growth:SERIES', 'places:SOURCE', 'seen:TYPE SOURCE SOURCE'.
CREATE TABLE figure_day (
  figure TEXT NOT NULL,
  day INTEGER NOT NULL,
  at INTEGER NOT NULL,
  part INTEGER NOT NULL,
  whole INTEGER NOT NULL,
  PRIMARY KEY (figure, day)
) STRICT;

-- Certificates that must be renewed, alike in all that a rehearsal asks: whose, from whom, since when (a day), for how
-- many days. When they were counted stands in figure_day as 'rehearsal'.
CREATE TABLE renewal_group (
  team TEXT NOT NULL,
  issuer TEXT NOT NULL,
  begun INTEGER NOT NULL,
  days INTEGER NOT NULL,
  certificates INTEGER NOT NULL,
  places INTEGER NOT NULL,
  PRIMARY KEY (team, issuer, begun, days)
) STRICT;

-- Answers by itself what an authority has issued, by whose it is and what: a blast radius counts a million there.
DROP INDEX credential_by_issuer;
CREATE INDEX credential_by_issuer ON credential (issuer_n, issuer_kind, owner_n, criticality, type, n) WHERE issuer_n <> 0;

-- Certificates of public authorities that may authenticate clients.
CREATE TABLE client_certificate (
  credential_n INTEGER PRIMARY KEY
) STRICT;
