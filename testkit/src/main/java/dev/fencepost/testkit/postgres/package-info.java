/**
 * Real PostgreSQL for tests: one server for each JVM, one database for each test.
 *
 * <p>The shared server does not sync to disk, which is quick and of no matter to tests that do not
 * crash the machine; a test that kills the server asks for one of its own.
 *
 * <p>The property {@code fencepost.test.db.url} names another server, PostgreSQL or YugabyteDB, for
 * the databases of tests that need no server of their own.
 */
@NullMarked
package dev.fencepost.testkit.postgres;

import org.jspecify.annotations.NullMarked;
