/** Landings from memory: the database's part of the work, without Kafka, Flink and decoding. */
@NullMarked
package dev.fencepost.bench.load;

import org.jspecify.annotations.NullMarked;
