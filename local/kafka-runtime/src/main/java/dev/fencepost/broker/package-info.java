/** The local Kafka broker's process. */
@NullMarked
package dev.fencepost.broker;

import org.jspecify.annotations.NullMarked;
