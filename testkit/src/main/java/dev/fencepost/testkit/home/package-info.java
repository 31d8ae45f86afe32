/** Where the real servers of a test run keep their files, and that nothing of it stays behind. */
@NullMarked
package dev.fencepost.testkit.home;

import org.jspecify.annotations.NullMarked;
