/** Tests of the states and outcomes of jobs and tasks. */
@NullMarked
package dev.fencepost.core.job;

import org.jspecify.annotations.NullMarked;
