-- Figures that are kept day by day (io.muster.monitor), the last of each day in UTC: day counts from 1970. What part and
-- whole are is said by the figure: 'posture:INPUT', 'growth:SERIES', 'places:SOURCE', 'seen:TYPE SOURCE SOURCE'.
CREATE TABLE figure_day (
  figure TEXT COLLATE "C" NOT NULL,
  day BIGINT NOT NULL,
  at BIGINT NOT NULL,
  part BIGINT NOT NULL,
  whole BIGINT NOT NULL,
  PRIMARY KEY (figure, day)
);

-- Certificates that must be renewed, alike in all that a rehearsal asks: whose, from whom, since when (a day), for how
-- many days. When they were counted stands in figure_day as 'rehearsal'.
CREATE TABLE renewal_group (
  team TEXT COLLATE "C" NOT NULL,
  issuer TEXT COLLATE "C" NOT NULL,
  begun BIGINT NOT NULL,
  days BIGINT NOT NULL,
  certificates BIGINT NOT NULL,
  places BIGINT NOT NULL,
  PRIMARY KEY (team, issuer, begun, days)
);

-- Answers by itself what an authority has issued, by whose it is and what: a blast radius counts a million there.
DROP INDEX credential_by_issuer;
CREATE INDEX credential_by_issuer ON credential (issuer_n, issuer_kind, owner_n, criticality, type, n) WHERE issuer_n <> 0;

-- Certificates of public authorities that may authenticate clients.
CREATE TABLE client_certificate (
  credential_n BIGINT PRIMARY KEY
);
