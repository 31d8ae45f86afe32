/**
 * Commands about scans: started, listed, shown, waited for.
 *
 * <p>A scan has one job for each node group; its number is that of the whole.
 */
@NullMarked
package dev.fencepost.cli.scan;

import org.jspecify.annotations.NullMarked;
