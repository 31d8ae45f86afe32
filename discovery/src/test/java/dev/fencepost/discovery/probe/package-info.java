/** Tests of looking at a data source. */
@NullMarked
package dev.fencepost.discovery.probe;

import org.jspecify.annotations.NullMarked;
