/** Tests of translating conditions to SQL. */
@NullMarked
package dev.fencepost.policy.pushdown;

import org.jspecify.annotations.NullMarked;
