/** Tests of the worker on a real database and a real broker. */
@NullMarked
package dev.fencepost.discovery.worker;

import org.jspecify.annotations.NullMarked;
