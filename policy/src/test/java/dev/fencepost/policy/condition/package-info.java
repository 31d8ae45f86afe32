/** Tests of checking conditions. */
@NullMarked
package dev.fencepost.policy.condition;

import org.jspecify.annotations.NullMarked;
