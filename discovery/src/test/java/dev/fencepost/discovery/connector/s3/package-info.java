/** Tests of buckets as data sources, against an object store in a process of its own. */
@NullMarked
package dev.fencepost.discovery.connector.s3;

import org.jspecify.annotations.NullMarked;
