/** What JVMs under measurement take: memory, and time for collecting garbage. */
@NullMarked
package dev.fencepost.bench.jvm;

import org.jspecify.annotations.NullMarked;
