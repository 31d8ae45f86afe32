/** Tests of explaining verdicts. */
@NullMarked
package dev.fencepost.policy.explain;

import org.jspecify.annotations.NullMarked;
