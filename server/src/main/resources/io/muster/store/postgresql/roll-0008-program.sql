-- The figures of the program (io.muster.monitor), the last measure of each day in UTC: day counts from 1970. part is
-- what is counted, whole of how many; what they are is said by the metric.
CREATE TABLE program_day (
  metric TEXT COLLATE "C" NOT NULL,
  day BIGINT NOT NULL,
  at BIGINT NOT NULL,
  part BIGINT NOT NULL,
  whole BIGINT NOT NULL,
  PRIMARY KEY (metric, day)
);

-- Answers by itself at which places something is now.
DROP INDEX sighting_by_place;
CREATE INDEX sighting_by_place ON sighting (place_n, source_n, gone_at);
