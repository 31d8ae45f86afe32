package dev.fencepost.engine.job;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fencepost.core.job.Lottery;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scans that are started by name. */
public final class ScanTemplates {

  private static final String SELECT =
      """
      SELECT name, created_at,
             ARRAY(SELECT jsonb_array_elements_text(specification -> 'datasources')) AS datasources,
             jsonb_typeof(specification -> 'selector') = 'object' AS selecting,
             specification -> 'selector' ->> 'kind' AS kind,
             specification -> 'selector' ->> 'node_group' AS node_group,
             ARRAY(SELECT jsonb_array_elements_text(
                 coalesce(specification -> 'selector' -> 'names', '[]'))) AS names,
             specification ->> 'detect' AS detect,
             coalesce(specification ->> 'limits', '{}') AS limits,
             (specification ->> 'priority')::int AS priority
      FROM scan_templates
      """;

  private final Database database;

  public ScanTemplates(Database database) {
    this.database = database;
  }

  /**
   * Adds a template; adding the same one again changes nothing. Its data sources need not exist
   * until a scan is started.
   *
   * @throws RefusedException if a name or a pattern is not valid, it names no data source, or the
   *     name stands for another specification already
   */
  public ScanTemplate add(String name, ScanSpecification specification) {
    ScanTemplate stored = store(name, specification, false);
    if (!stored.specification().equals(specification)) {
      throw new RefusedException(
          "A scan template \"" + name + "\" exists already, with another specification.");
    }
    return stored;
  }

  /** Adds a template, or puts it in the place of another; scans that were started stay the same. */
  public ScanTemplate replace(String name, ScanSpecification specification) {
    return store(name, specification, true);
  }

  private ScanTemplate store(String name, ScanSpecification specification, boolean replace) {
    Names.checked("scan template", name);
    @Nullable DataSourceSelector selector = specification.selector();
    if (specification.datasources().isEmpty() && selector == null) {
      throw new RefusedException("The scan template \"" + name + "\" names no data source.");
    }
    specification.datasources().forEach(source -> Names.checked("data source", source));
    specification.detection().types().values().stream()
        .flatMap(rule -> rule.allow().stream())
        .forEach(ScanTemplates::checkPattern);
    return database.transact(
        "add a scan template",
        tx -> {
          Jdbc.update(
              tx,
              """
              INSERT INTO scan_templates AS t (name, specification)
              VALUES (?, jsonb_strip_nulls(jsonb_build_object(
                  'datasources', to_jsonb(?::text[]),
                  'selector', CASE WHEN ? THEN jsonb_build_object(
                      'kind', ?::text, 'node_group', ?::text, 'names', to_jsonb(?::text[])) END,
                  'detect', ?::jsonb,
                  'limits', ?::jsonb,
                  'priority', ?::int)))
              ON CONFLICT (name) DO UPDATE
              SET specification = excluded.specification, updated_at = clock_timestamp()
              WHERE ? AND t.specification <> excluded.specification
              """,
              name,
              SqlArray.texts(specification.datasources()),
              selector != null,
              selector == null ? null : selector.kind(),
              selector == null ? null : selector.nodeGroup(),
              SqlArray.texts(selector == null ? List.of() : selector.names()),
              DetectionJson.write(specification.detection()),
              LimitsJson.write(specification.limits()),
              specification.priority(),
              replace);
          return find(tx, name).orElseThrow();
        });
  }

  /** Workers use the same library, so what is accepted here is accepted there. */
  private static void checkPattern(String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new RefusedException(
          "The pattern \"" + pattern + "\" is not valid in RE2: " + e.getDescription() + ".");
    }
  }

  /** All of them, by name. */
  public List<ScanTemplate> list() {
    return database.transact(
        "list the scan templates",
        tx -> Jdbc.list(tx, SELECT + "ORDER BY name", ScanTemplates::template));
  }

  /**
   * One of them.
   *
   * @throws NotFoundException if there is none of that name
   */
  public ScanTemplate get(String name) {
    return database
        .transact("read a scan template", tx -> find(tx, name))
        .orElseThrow(() -> new NotFoundException("There is no scan template \"" + name + "\"."));
  }

  private static Optional<ScanTemplate> find(Connection tx, String name) throws SQLException {
    return Jdbc.first(tx, SELECT + "WHERE name = ?", ScanTemplates::template, name);
  }

  private static ScanTemplate template(ResultSet row) throws SQLException {
    @Nullable DataSourceSelector selector =
        row.getBoolean("selecting")
            ? new DataSourceSelector(
                row.getString("kind"), row.getString("node_group"), Rows.texts(row, "names"))
            : null;
    @Nullable Integer priority = row.getObject("priority", Integer.class);
    return new ScanTemplate(
        row.getString("name"),
        new ScanSpecification(
            Rows.texts(row, "datasources"),
            selector,
            DetectionJson.read(row.getString("detect")),
            LimitsJson.read(row.getString("limits")),
            priority == null ? Lottery.USUAL_PRIORITY : priority),
        Rows.instant(row, "created_at"));
  }
}
