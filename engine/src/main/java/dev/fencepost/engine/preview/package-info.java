/**
 * What applying a policy would change, before anything is written: the findings it would gain and
 * lose, and the SQL that stands for its condition.
 */
@NullMarked
package dev.fencepost.engine.preview;

import org.jspecify.annotations.NullMarked;
