-- Who takes a backfill asks for its activation, of which there may be one for each change of each policy.
CREATE INDEX policy_activations_by_job ON policy_activations (job_id ${hash});
