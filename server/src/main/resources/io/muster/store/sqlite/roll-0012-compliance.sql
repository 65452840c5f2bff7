-- What was counted for compliance (io.muster.compliance), the last count of each day in UTC: day counts from 1970.
-- found and whole are totals; their _least is 1 where there are at least so many. state is good, partly, gap or unknown.
CREATE TABLE evidence_day (
  evidence TEXT NOT NULL,
  day INTEGER NOT NULL,
  at INTEGER NOT NULL,
  found INTEGER NOT NULL,
  found_least INTEGER NOT NULL,
  whole INTEGER NOT NULL,
  whole_least INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (evidence, day)
) STRICT;

-- Reports that are kept. finished is 0 while one is being written. month is 2026-11 for those that the server makes by
-- itself, of which there is one of a kind and format; empty for others.
CREATE TABLE report (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  format TEXT NOT NULL,
  month TEXT NOT NULL,
  begun INTEGER NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT NOT NULL DEFAULT '',
  actor TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX report_by_month ON report (kind, format, month) WHERE month <> '' AND finished <> 0;

-- The packed bytes of a report (RFC 1952), cut into pieces.
CREATE TABLE report_piece (
  report_n INTEGER NOT NULL,
  piece INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (report_n, piece)
) STRICT;
