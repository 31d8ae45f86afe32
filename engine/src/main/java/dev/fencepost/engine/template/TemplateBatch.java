package dev.fencepost.engine.template;

import dev.fencepost.policy.yaml.Problem;
import java.util.List;

/**
 * What template files hold.
 *
 * @param templates those without problems, in the order of the files
 * @param problems everything that is wrong with any of the files
 */
public record TemplateBatch(List<TemplateFile> templates, List<Problem> problems) {

  public TemplateBatch {
    templates = List.copyOf(templates);
    problems = List.copyOf(problems);
  }

  public boolean isValid() {
    return problems.isEmpty();
  }
}
