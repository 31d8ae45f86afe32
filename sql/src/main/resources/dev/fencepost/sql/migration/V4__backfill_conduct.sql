-- How the process that runs a backfill goes about it, with its reasons, for the people who watch it. Nothing decides by it.
CREATE TABLE backfill_conduct (
  job_id         bigint      NOT NULL REFERENCES jobs,
  reading        text,
  ranges_at_once int,
  pace           text,
  updated_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (job_id ${hash})
);
