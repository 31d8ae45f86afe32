package dev.fencepost.cli.template;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.job.ScanLimits;
import dev.fencepost.engine.job.DataSourceSelector;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.engine.job.ScanTemplate;
import dev.fencepost.engine.job.ScanTemplates;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows a scan template with all it says.",
    footer = {
      "%nExamples:",
      "  fencepost template show nightly",
      "  fencepost template show nightly -o yaml"
    })
public final class TemplateShow extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(paramLabel = "NAME", description = "A scan template's name.")
  private String name = "";

  public TemplateShow(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    output.printOne(terminal(), map(new ScanTemplates(database()).get(name)));
  }

  private static Map<String, @Nullable Object> map(ScanTemplate template) {
    ScanSpecification specification = template.specification();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", template.name());
    map.put("datasources", specification.datasources());
    map.put("selector", selector(specification.selector()));
    map.put("detect", detect(specification));
    map.put("limits", limits(specification.limits()));
    map.put("priority", specification.priority());
    map.put("created_at", template.createdAt());
    return map;
  }

  private static @Nullable Map<String, @Nullable Object> selector(
      @Nullable DataSourceSelector selector) {
    if (selector == null) {
      return null;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", selector.kind());
    map.put("node_group", selector.nodeGroup());
    map.put("names", selector.names());
    return map;
  }

  private static Map<String, Object> detect(ScanSpecification specification) {
    Map<String, Object> types = new LinkedHashMap<>();
    new TreeMap<>(specification.detection().types())
        .forEach(
            (type, rule) -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("min_confidence", rule.minConfidence());
              map.put("allow", rule.allow());
              types.put(type.name(), map);
            });
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("types", types);
    map.put("phone_regions", specification.detection().phoneRegions());
    return map;
  }

  private static Map<String, @Nullable Object> limits(ScanLimits limits) {
    @Nullable Duration time = limits.taskTimeLimit();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("max_object_bytes", limits.maxObjectBytes());
    map.put("max_attempts", limits.maxAttempts());
    map.put("task_time_limit_seconds", time == null ? null : time.toSeconds());
    map.put("tasks_at_once", limits.tasksAtOnce());
    return map;
  }
}
