/**
 * Connectors: what a data source holds, listed in key order and opened one object at a time.
 *
 * <p>This is all that a connector sees of the worker, so it may come in a jar of its own: a {@link
 * dev.fencepost.discovery.connector.ConnectorProvider} says what its kind of data source needs and
 * opens {@link dev.fencepost.discovery.connector.Connector}s.
 *
 * <p>A listing is lazy and cut to a range of keys, so that tasks list only their part. One bad
 * object never ends a listing: it is reported in its place. A data source that cannot be read at
 * all, or that disappears, is an {@link java.io.IOException}: an empty listing would say that
 * everything was deleted.
 */
@NullMarked
package dev.fencepost.discovery.connector;

import org.jspecify.annotations.NullMarked;
