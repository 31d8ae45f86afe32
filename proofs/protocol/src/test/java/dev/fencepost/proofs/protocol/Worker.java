package dev.fencepost.proofs.protocol;

/**
 * A worker.
 *
 * @param task 0 when it has none
 * @param sent how many messages of the attempt are in the log
 */
record Worker(long task, int attempt, int sent) {

  static final Worker IDLE = new Worker(0, 0, 0);
}
