/** Tests of reading policy files. */
@NullMarked
package dev.fencepost.policy.file;

import org.jspecify.annotations.NullMarked;
