/**
 * What travels from the source to the sink, and how Flink writes it where it must.
 *
 * <p>Records are decoded by the sink: bytes are the only thing that crosses from one operator to
 * the next, so one small serializer is all there is and nothing is left to reflection.
 */
@NullMarked
package dev.fencepost.streaming.record;

import org.jspecify.annotations.NullMarked;
