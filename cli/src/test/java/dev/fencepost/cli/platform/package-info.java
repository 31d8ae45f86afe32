/**
 * The whole platform on one machine: two node groups, faults, commands, changes, other programs;
 * and a short run of faults by chance.
 */
@NullMarked
package dev.fencepost.cli.platform;

import org.jspecify.annotations.NullMarked;
