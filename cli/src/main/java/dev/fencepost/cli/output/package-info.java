/**
 * Lists and single things as a table, JSON or YAML.
 *
 * <p>JSON and YAML hold the same keys as the table's columns, in snake_case; an empty list is an
 * empty array, never a message.
 */
@NullMarked
package dev.fencepost.cli.output;

import org.jspecify.annotations.NullMarked;
