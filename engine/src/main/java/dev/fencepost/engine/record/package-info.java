/**
 * The records of the topics as JSON, strictly read: what is not understood is rejected with its
 * reason, never guessed.
 *
 * <p>The published schema is {@code docs/schema/finding-record.schema.json}.
 */
@NullMarked
package dev.fencepost.engine.record;

import org.jspecify.annotations.NullMarked;
