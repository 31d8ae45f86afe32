/**
 * Kafka's topics as commands see them: created before anything writes to them, and asked how far
 * they reach.
 *
 * <p>Kafka being away is an answer here, not a failure: a fence is taken without broker ends then.
 */
@NullMarked
package dev.fencepost.cli.topic;

import org.jspecify.annotations.NullMarked;
