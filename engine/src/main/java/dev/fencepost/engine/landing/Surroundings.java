package dev.fencepost.engine.landing;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.landing.BatchPlan;
import dev.fencepost.core.landing.BatchPlan.Landing;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.engine.landing.TaskStore.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Completes findings of scans by what their producers do not know: whose their data source is,
 * where it is, and what the newest scan saw of their object. A producer that opened no scan has
 * said all there is.
 */
final class Surroundings {

  private final ObjectStore objects;

  Surroundings(ObjectStore objects) {
    this.objects = objects;
  }

  /**
   * The newest record of each finding with all that is known; must be asked after the batch's
   * objects are stored.
   */
  List<Landing> complete(Connection tx, BatchPlan plan, Map<Long, Source> sources)
      throws SQLException {
    List<Landing> landings = plan.newest();
    Set<String> telling = new HashSet<>();
    plan.objects().forEach(told -> telling.add(told.record().datasource()));
    if (telling.isEmpty() && sources.values().stream().noneMatch(Source::saysAnything)) {
      return landings;
    }
    Map<ObjectStore.Key, ObjectAttributes> known =
        objects.known(tx, asked(landings, sources, telling));
    List<Landing> complete = new ArrayList<>(landings.size());
    for (Landing landing : landings) {
      @Nullable Source source = source(landing, sources);
      complete.add(
          source == null || landing.record().deleted()
              ? landing
              : landing.with(complete(landing.record().finding(), source, known)));
    }
    return complete;
  }

  private static Set<ObjectStore.Key> asked(
      List<Landing> landings, Map<Long, Source> sources, Set<String> telling) {
    Set<ObjectStore.Key> asked = new HashSet<>();
    for (Landing landing : landings) {
      @Nullable Source source = source(landing, sources);
      Finding finding = landing.record().finding();
      if (source != null
          && !landing.record().deleted()
          && (source.hasObjects() || telling.contains(finding.datasource()))) {
        asked.add(key(finding));
      }
    }
    return asked;
  }

  private static @Nullable Source source(Landing landing, Map<Long, Source> sources) {
    @Nullable Origin origin = landing.record().origin();
    return origin == null ? null : sources.get(origin.taskId());
  }

  private static ObjectStore.Key key(Finding finding) {
    return new ObjectStore.Key(finding.datasource(), finding.objectPath());
  }

  private static Finding complete(
      Finding finding, Source source, Map<ObjectStore.Key, ObjectAttributes> known) {
    return finding.surroundedBy(
        source.owner(),
        source.region(),
        known.getOrDefault(key(finding), ObjectAttributes.UNKNOWN));
  }
}
