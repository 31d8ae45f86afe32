/**
 * How the job reaches the database: an address that is shipped to the task managers, and
 * connections that are opened there. Secrets are resolved where they are used and shipped nowhere.
 */
@NullMarked
package dev.fencepost.streaming.database;

import org.jspecify.annotations.NullMarked;
