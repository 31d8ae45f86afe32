/**
 * A sample data source: a seeded tree of files in many formats, with sensitive values that are all
 * made up, with look-alikes, and with the truth about both.
 *
 * <p>One seed always gives the same tree and the same change of it, so what a scan finds can be
 * compared with what was planted. Nothing in it belongs to anybody: test ranges of cards, reserved
 * domains and addresses, and numbers kept for fiction.
 */
@NullMarked
package dev.fencepost.discovery.sample;

import org.jspecify.annotations.NullMarked;
