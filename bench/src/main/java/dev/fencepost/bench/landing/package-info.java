/**
 * How fast a backlog of findings lands, against the database's own limit and against peers that
 * only upsert.
 *
 * <p>Everybody drains the same topic into a database of its own, copied from one template, on the
 * same durable server. The clock runs from the first row that is visible to the last record that
 * is; what was written is counted afterwards, and a count that is not right ends the run.
 */
@NullMarked
package dev.fencepost.bench.landing;

import org.jspecify.annotations.NullMarked;
