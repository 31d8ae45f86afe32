-- A data source that was purged keeps its name and its counter: what an old producer may still send of it
-- must stay older than what a new source of that name sends.
ALTER TABLE datasources ADD COLUMN purged_at timestamptz;

ALTER TABLE tasks DROP CONSTRAINT tasks_kind_check;
ALTER TABLE tasks ADD CONSTRAINT tasks_kind_check CHECK (kind IN ('ENUMERATE', 'CLASSIFY', 'PURGE'));
