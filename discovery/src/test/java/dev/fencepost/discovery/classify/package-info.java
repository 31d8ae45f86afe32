/** Tests of what becomes of objects of all formats. */
@NullMarked
package dev.fencepost.discovery.classify;

import org.jspecify.annotations.NullMarked;
