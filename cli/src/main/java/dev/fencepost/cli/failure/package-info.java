/**
 * How commands fail: one sentence saying what, where and what to do, and a documented exit code.
 *
 * <p>A stack trace is shown only with {@code --debug}.
 */
@NullMarked
package dev.fencepost.cli.failure;

import org.jspecify.annotations.NullMarked;
