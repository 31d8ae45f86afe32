/**
 * Measures Fencepost against its limits and its peers, side by side on one machine in one run.
 *
 * <p>What counts are ratios: contestants take turns, each round begins with another one, and the
 * medians are compared. Servers run below a home of their own, which is emptied before every
 * command, and end with it.
 */
@NullMarked
package dev.fencepost.bench;

import org.jspecify.annotations.NullMarked;
