-- What scans saw of objects, and what of it findings carry, so that policies may judge it.

-- Who answers for a data source and where it is; jobs copy it, and landings give it to findings.
ALTER TABLE datasources ADD COLUMN owner text NOT NULL DEFAULT '';
ALTER TABLE datasources ADD COLUMN region text NOT NULL DEFAULT '';
-- Whether a landing has to look for what is known of objects; it spares all others the question.
ALTER TABLE datasources ADD COLUMN has_objects boolean NOT NULL DEFAULT false;

-- The newest that a scan saw of each object. Only landings write here, and a sweep deletes.
CREATE TABLE objects (
  datasource       text COLLATE "C" NOT NULL,
  object_path      text COLLATE "C" NOT NULL,
  size             bigint      NOT NULL CHECK (size >= 0),
  type             text COLLATE "C" NOT NULL,
  owner            text COLLATE "C" NOT NULL,
  modified_at      timestamptz NOT NULL,
  labels           jsonb       NOT NULL,
  scan_epoch       bigint      NOT NULL CHECK (scan_epoch > 0),
  source_no        int         NOT NULL,
  source_partition int         NOT NULL,
  source_offset    bigint      NOT NULL,
  task_id          bigint      NOT NULL,
  attempt          int         NOT NULL,
  ingested_at      timestamptz NOT NULL,
  PRIMARY KEY (datasource ${hash}, object_path ${asc})
);

-- Copies for judging: each change of them comes with a new version, as that of any judged column.
ALTER TABLE findings ADD COLUMN source_owner text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN region text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN object_size bigint NOT NULL DEFAULT 0;
ALTER TABLE findings ADD COLUMN object_type text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN object_owner text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN object_modified_at timestamptz NOT NULL DEFAULT 'epoch';
ALTER TABLE findings ADD COLUMN object_labels jsonb NOT NULL DEFAULT '{}';
-- The scan that found it, where a later one gave it its version by telling of its object; else null.
-- A sweep goes by this: to tell of an object is not to find in it.
ALTER TABLE findings ADD COLUMN seen_epoch bigint;
