/** Tests of listing: order, ranges, and odd names. */
@NullMarked
package dev.fencepost.discovery.connector.file;

import org.jspecify.annotations.NullMarked;
