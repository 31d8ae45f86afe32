-- What runs and what was sent are looked for every second, by different questions: whose lease is over, and whose
-- END has been passed. The second one reads no more than the tasks that it finds.
DROP INDEX tasks_in_flight;
CREATE INDEX tasks_running ON tasks (task_id ${asc}) WHERE status = 'RUNNING';
CREATE INDEX tasks_sent ON tasks (source_no ${asc}, partition ${asc}, end_offset ${asc}) WHERE status = 'COMPLETED_PRODUCING';

-- The few of a job's tasks whose last attempt failed, however many it has.
CREATE INDEX tasks_failing ON tasks (job_id ${hash}, task_id ${asc}) WHERE failure IS NOT NULL;
