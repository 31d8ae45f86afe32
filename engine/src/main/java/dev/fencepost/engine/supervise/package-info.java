/**
 * The supervision of the landing job: one row that says whether it is wanted and where, and a lease
 * for the one coordinator that sees to it.
 *
 * <p>Commands write wishes, each with a number; the supervisor reads them and writes what it sees.
 * A write names the version of the lease and the wish it acts on, so a supervisor that stood still,
 * or acted on a wish that was withdrawn meanwhile, is told so and undoes what it did. A second
 * landing job does no harm to the data; it is only work done twice.
 */
@NullMarked
package dev.fencepost.engine.supervise;

import org.jspecify.annotations.NullMarked;
