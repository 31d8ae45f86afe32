/**
 * Fencepost's own services as child processes, each with the class path its module's build wrote.
 */
@NullMarked
package dev.fencepost.local.service;

import org.jspecify.annotations.NullMarked;
