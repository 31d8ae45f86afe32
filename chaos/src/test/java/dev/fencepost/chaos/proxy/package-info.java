/** Tests of the proxy on real sockets. */
@NullMarked
package dev.fencepost.chaos.proxy;

import org.jspecify.annotations.NullMarked;
