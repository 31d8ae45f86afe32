/**
 * Content: from the bytes of an object to passages of text with the names of their fields.
 *
 * <p>Compressed content is inflated up to a limit, binary content recognised by its beginning, and
 * text decoded without ever failing. A structured format that turns out to be malformed is read
 * again as plain text, so nothing escapes by being broken.
 */
@NullMarked
package dev.fencepost.discovery.content;

import org.jspecify.annotations.NullMarked;
