/** Tests of the sample: what is planted is found, and nothing else. */
@NullMarked
package dev.fencepost.discovery.sample;

import org.jspecify.annotations.NullMarked;
