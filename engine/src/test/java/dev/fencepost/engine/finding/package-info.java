/** Tests of reading findings back. */
@NullMarked
package dev.fencepost.engine.finding;

import org.jspecify.annotations.NullMarked;
