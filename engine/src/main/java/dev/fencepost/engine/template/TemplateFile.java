package dev.fencepost.engine.template;

import dev.fencepost.engine.job.ScanSpecification;

/**
 * One scan template as its file declares it, fully checked.
 *
 * @param file where it was read from, as the user named it
 */
public record TemplateFile(String file, String name, ScanSpecification specification) {}
