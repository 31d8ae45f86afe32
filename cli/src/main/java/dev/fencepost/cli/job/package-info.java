/**
 * Commands about jobs: listed, shown, waited for, paused, resumed, cancelled, tried again.
 *
 * <p>A command that its job's owner has to carry out is only written down here; the answer says so,
 * and why it may take longer than a moment.
 */
@NullMarked
package dev.fencepost.cli.job;

import org.jspecify.annotations.NullMarked;
