-- How long records waited from the topic to the end of their landing: landings that stay quick may still fall behind. 0 where nobody says it.
ALTER TABLE landing_latency ADD COLUMN p95_wait_millis bigint NOT NULL DEFAULT 0 CHECK (p95_wait_millis >= 0);
