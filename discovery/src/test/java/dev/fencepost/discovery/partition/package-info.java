/** Tests of cutting a listing into scopes. */
@NullMarked
package dev.fencepost.discovery.partition;

import org.jspecify.annotations.NullMarked;
