-- One row: whether the landing job is wanted and where, who sees to it, and what was seen last. A supervisor holds a
-- lease; each of its writes names the version of its lease and the number of the wish that it acts on.
CREATE TABLE landing_job (
  singleton               boolean     PRIMARY KEY DEFAULT true CHECK (singleton),
  wanted                  boolean     NOT NULL,
  wish_no                 bigint      NOT NULL DEFAULT 0,
  wished_at               timestamptz NOT NULL DEFAULT clock_timestamp(),
  flink_url               text,
  arguments               text[]      NOT NULL DEFAULT '{}',
  submit_after            timestamptz,
  supervisor              text,
  supervisor_lease_expiry timestamptz,
  version                 bigint      NOT NULL DEFAULT 0,
  flink_job_id            text,
  state                   text,
  resubmitted             bigint      NOT NULL DEFAULT 0,
  last_error              text,
  failed_at               timestamptz,
  checked_at              timestamptz,
  CHECK (NOT wanted OR flink_url IS NOT NULL),
  CHECK ((supervisor IS NULL) = (supervisor_lease_expiry IS NULL)),
  CHECK ((last_error IS NULL) = (failed_at IS NULL))
);
INSERT INTO landing_job (wanted) VALUES (false);
