-- How jobs share the workers, and the rows that claims, commands and owners look for.

-- A job's share of its node group's workers, and how many of its tasks may run at once (null: any number).
ALTER TABLE jobs ADD COLUMN priority int NOT NULL DEFAULT 10 CHECK (priority BETWEEN 1 AND 100);
ALTER TABLE jobs ADD COLUMN tasks_at_once int CHECK (tasks_at_once > 0);

-- A claim draws among these, so a job that is paused or ended costs it nothing.
CREATE INDEX jobs_that_give_tasks ON jobs (node_group ${asc}, job_id ${asc}) WHERE status = 'RUNNING' AND kind = 'SCAN';
CREATE INDEX jobs_by_owner ON jobs (orchestrator_id ${hash}, job_id ${asc}) WHERE orchestrator_id IS NOT NULL;
CREATE INDEX jobs_by_master ON jobs (master_job_id ${hash}, job_id ${asc}) WHERE master_job_id IS NOT NULL;

-- The next task of one job that is due, however many there are of it or of others.
DROP INDEX tasks_claimable;
CREATE INDEX tasks_due ON tasks (job_id ${hash}, next_attempt_at ${asc}, task_id ${asc}) WHERE status = 'QUEUED';

-- Who started a scan, and why.
ALTER TABLE master_jobs ADD COLUMN actor text;
ALTER TABLE master_jobs ADD COLUMN reason text;
ALTER TABLE scan_templates ADD COLUMN updated_at timestamptz NOT NULL DEFAULT clock_timestamp();

-- What a node waits for, in its own words; null when it waits for nothing.
ALTER TABLE nodes ADD COLUMN trouble text;

-- What a scan looks for is one value; before, it was the regions of phone numbers alone.
UPDATE scan_templates
SET specification = (specification - 'phone_regions')
    || jsonb_build_object('detect', jsonb_build_object('phone_regions', coalesce(specification -> 'phone_regions', '[]')))
WHERE NOT specification ? 'detect';
UPDATE jobs
SET configuration = (configuration - 'phone_regions')
    || jsonb_build_object('detect', jsonb_build_object('phone_regions', coalesce(configuration -> 'phone_regions', '[]')))
WHERE kind = 'SCAN' AND NOT configuration ? 'detect';
UPDATE tasks
SET packet = (packet - 'phone_regions')
    || jsonb_build_object('detect', jsonb_build_object('phone_regions', coalesce(packet -> 'phone_regions', '[]')))
WHERE status IN ('QUEUED', 'RUNNING', 'COMPLETED_PRODUCING', 'FAILED') AND NOT packet ? 'detect';
