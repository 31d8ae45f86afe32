/**
 * Files of scan templates: YAML that people write, review and keep in Git, read like policy files.
 *
 * <p>Every {@link dev.fencepost.policy.yaml.Problem} of all files is reported together, with file,
 * line and column; unknown keys are problems. The schema for editors is {@code
 * docs/schema/scan-template.schema.json}.
 */
@NullMarked
package dev.fencepost.engine.template;

import org.jspecify.annotations.NullMarked;
