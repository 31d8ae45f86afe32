/** Tests of patterns. */
@NullMarked
package dev.fencepost.policy.pattern;

import org.jspecify.annotations.NullMarked;
