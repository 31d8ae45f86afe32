/**
 * Leases: who may act for a job, until when, and how a predecessor is kept from acting later.
 *
 * <p>A lease is free, held or expired. Only a claim raises the version, so a holder that stood
 * still while another one claimed finds that its version is no longer the current one, and is
 * refused. Time is always the database's: a holder may only stop earlier by its own clock.
 */
@NullMarked
package dev.fencepost.core.lease;

import org.jspecify.annotations.NullMarked;
