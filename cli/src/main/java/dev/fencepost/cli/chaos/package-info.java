/**
 * Faults on the real processes: a stack of its own, a seeded history, seeded faults, and an oracle
 * at the end.
 *
 * <p>Everything between the stack's parts and its servers goes through proxies of this process. The
 * oracle and whoever watches the run reach the servers directly.
 */
@NullMarked
package dev.fencepost.cli.chaos;

import org.jspecify.annotations.NullMarked;
