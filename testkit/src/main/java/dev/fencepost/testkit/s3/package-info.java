/** An object store of the tests' own. */
@NullMarked
package dev.fencepost.testkit.s3;

import org.jspecify.annotations.NullMarked;
