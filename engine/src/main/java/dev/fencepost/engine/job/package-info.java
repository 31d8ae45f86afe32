/**
 * Jobs and tasks: composed, claimed, driven, handed out, recovered and completed, each step one
 * transaction.
 *
 * <pre>
 * Scans.start          job QUEUED with the command START
 * JobOwnership.claim   a coordinator holds it under a lease; every later claim raises its version
 * ScanDriver.start     partition chosen, epochs raised, one ENUMERATE task per data source
 * JobCommands          a person's wish is written to each job; CommandDriver does it for the owner
 * TaskBoard            workers claim, enumerate (which creates CLASSIFY tasks), classify, report
 * landing              a task whose END is durable becomes COMPLETED_CONSUMED (not in this package)
 * TaskReaper           tasks of dead workers and tasks whose END was lost are tried again
 * JobMonitor           all tasks final: the coordinator sends END_JOB
 * CompletionMonitor    END_JOB arrived: the job is final
 * </pre>
 *
 * <p>On failure: a coordinator's jobs are claimed by another one when their lease expires, and its
 * own late writes are refused by version; a worker's tasks are tried again under a higher attempt,
 * and whatever it still sends carries the old one. All steps may be repeated without effect.
 *
 * <p>Claims draw a job by priority and take a few of its tasks (TaskClaims). Each has a lease from
 * the claim on; what a worker does not begin soon it gives back, because others could do it and a
 * pause waits for it. An enumeration is written in pieces (Enumeration): its own scope is what is
 * still to be listed.
 *
 * <p>Rows are locked in the order jobs, data sources (by name), tasks (by id).
 */
@NullMarked
package dev.fencepost.engine.job;

import org.jspecify.annotations.NullMarked;
