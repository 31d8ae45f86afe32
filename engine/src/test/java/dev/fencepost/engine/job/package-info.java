/** Tests of jobs and tasks on a real database. */
@NullMarked
package dev.fencepost.engine.job;

import org.jspecify.annotations.NullMarked;
