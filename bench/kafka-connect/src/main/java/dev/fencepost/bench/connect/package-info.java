/** What Kafka Connect needs to write findings into the same table as everybody else. */
@NullMarked
package dev.fencepost.bench.connect;

import org.jspecify.annotations.NullMarked;
