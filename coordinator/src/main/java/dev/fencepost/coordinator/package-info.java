/**
 * The coordinator: a service that drives scan jobs through the database and, with any number of
 * others like it, survives the end of each of them.
 *
 * <p>Everything it does is a use case of the engine, called again and again by a loop. A loop whose
 * database or broker is away says so once and goes on when it is back; the service itself stays up
 * and says that it is not ready.
 */
@NullMarked
package dev.fencepost.coordinator;

import org.jspecify.annotations.NullMarked;
