-- For what part of the time a writer was landing: a backfill takes a share of what that leaves. 0 where nobody says it.
ALTER TABLE landing_latency ADD COLUMN busy_percent smallint NOT NULL DEFAULT 0 CHECK (busy_percent BETWEEN 0 AND 100);
