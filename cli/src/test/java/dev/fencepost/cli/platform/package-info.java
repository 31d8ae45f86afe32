/**
 * The whole platform on one machine: two node groups, faults, commands, changes, other programs.
 */
@NullMarked
package dev.fencepost.cli.platform;

import org.jspecify.annotations.NullMarked;
