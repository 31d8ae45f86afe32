/** A database with seeded findings and policies, for tests of what judges them. */
@NullMarked
package dev.fencepost.engine.history;

import org.jspecify.annotations.NullMarked;
