/** Tests of judging sets of policies. */
@NullMarked
package dev.fencepost.policy.judge;

import org.jspecify.annotations.NullMarked;
