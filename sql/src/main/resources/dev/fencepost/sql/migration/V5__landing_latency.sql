-- How long landings take lately, as each subtask notes about once a second. Backfills give way by it; nothing else reads it.
CREATE TABLE landing_latency (
  writer     text        NOT NULL,
  p95_millis bigint      NOT NULL CHECK (p95_millis >= 0),
  noted_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (writer ${hash})
);
