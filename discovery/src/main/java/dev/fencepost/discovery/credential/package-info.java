/**
 * Credentials: from references in a data source's configuration to secrets, in the moment of use.
 *
 * <p>A worker gives out only what its own configuration allows by name, because whoever may add a
 * data source could otherwise send any of the worker's secrets to a server of his own. Nothing is
 * kept: each connector asks anew. Messages name references, never values.
 */
@NullMarked
package dev.fencepost.discovery.credential;

import org.jspecify.annotations.NullMarked;
