package dev.fencepost.core.job;

/** What becomes of a command when it is given. */
public interface CommandAnswer {

  /** It contradicts the job's state; the sentence's subject is the job. */
  record Refused(String why) implements CommandAnswer {}

  /** It is so already; the sentence's subject is the job. */
  record Nothing(String why) implements CommandAnswer {}

  /** Nobody acts for the job, so whoever gives the command carries it out. */
  record Now(JobStatus next, PendingCommands pending) implements CommandAnswer {}

  /** The job's owner will carry it out. */
  record Later(PendingCommands pending) implements CommandAnswer {}
}
