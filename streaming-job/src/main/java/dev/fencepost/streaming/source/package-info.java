/**
 * Reads the findings topic from where the database stands.
 *
 * <p>Reading itself is flink-connector-kafka's. Around it, each reader asks {@code
 * landing_progress} for the position of every partition it is given, new or restored, and emits
 * that position ahead of the records. In the same step the topic is checked: cluster and topic must
 * be the ones that were landed before and nothing may be gone that never landed. A partition that
 * is new gets its row there, before anything of it is read.
 */
@NullMarked
package dev.fencepost.streaming.source;

import org.jspecify.annotations.NullMarked;
