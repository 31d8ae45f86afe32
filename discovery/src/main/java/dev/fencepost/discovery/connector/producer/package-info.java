/** Data sources that only producers of other programs read. */
@NullMarked
package dev.fencepost.discovery.connector.producer;

import org.jspecify.annotations.NullMarked;
