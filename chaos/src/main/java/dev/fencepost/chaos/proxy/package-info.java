/** A small TCP proxy whose connections can be cut and slowed down. */
@NullMarked
package dev.fencepost.chaos.proxy;

import org.jspecify.annotations.NullMarked;
