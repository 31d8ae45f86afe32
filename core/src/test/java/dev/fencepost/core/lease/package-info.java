/** Tests of the rules of leases. */
@NullMarked
package dev.fencepost.core.lease;

import org.jspecify.annotations.NullMarked;
