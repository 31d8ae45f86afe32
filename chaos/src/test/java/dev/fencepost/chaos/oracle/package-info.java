/** Tests of the judge itself: it must find every kind of fault. */
@NullMarked
package dev.fencepost.chaos.oracle;

import org.jspecify.annotations.NullMarked;
