/**
 * Loads of landings: from memory, which is the database's part of the work alone, and through Kafka
 * and the landing job at times that are fixed beforehand.
 */
@NullMarked
package dev.fencepost.bench.load;

import org.jspecify.annotations.NullMarked;
