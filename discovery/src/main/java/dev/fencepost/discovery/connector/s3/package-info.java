/**
 * The kind {@code s3}: objects of a bucket in Amazon S3 or a store that speaks its language.
 *
 * <p>S3 lists keys in the order of their UTF-8 bytes, which is the order of scopes; a store that
 * does not is refused when it is noticed, because ranges of keys would miss objects. Reading is one
 * ranged request. Nothing of the worker's own identity is used: requests are signed with the data
 * source's credentials, or not at all.
 */
@NullMarked
package dev.fencepost.discovery.connector.s3;

import org.jspecify.annotations.NullMarked;
