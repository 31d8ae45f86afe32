/** The schema and its versions; Flyway owns both. */
@NullMarked
package dev.fencepost.sql.migration;

import org.jspecify.annotations.NullMarked;
