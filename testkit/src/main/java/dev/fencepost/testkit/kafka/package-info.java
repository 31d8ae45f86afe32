/** A real Kafka broker for tests: one for each JVM, topics and their names are each test's own. */
@NullMarked
package dev.fencepost.testkit.kafka;

import org.jspecify.annotations.NullMarked;
