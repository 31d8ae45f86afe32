package dev.fencepost.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.core.detection.TypeRule;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.ScanLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScansIT {

  private static final DetectionSettings DETECTION =
      new DetectionSettings(
          Map.of(InfoType.EMAIL_ADDRESS, new TypeRule(0.6, List.of("noreply@.*"))), List.of("FR"));

  private final JobFixture fixture = new JobFixture();
  private final DataSources dataSources = new DataSources(fixture.database);
  private final Scans scans = new Scans(fixture.database);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void data_source_is_stored_as_given_and_adding_it_again_changes_nothing() {
    Map<String, String> configuration = Map.of("root", "/srv/docs", "a \"quote\"", "b\\c");
    DataSource added = dataSources.add("docs", "file", "default", configuration);
    assertThat(dataSources.add("docs", "file", "default", configuration)).isEqualTo(added);
    assertThat(dataSources.list()).containsExactly(added);
    assertThat(dataSources.get("docs").configuration()).isEqualTo(configuration);
  }

  @Test
  void name_that_is_not_plain_or_stands_for_something_else_is_refused() {
    dataSources.add("docs", "file", "default", Map.of("root", "/a"));
    assertThatThrownBy(() -> dataSources.add("docs", "file", "default", Map.of("root", "/b")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("exists already");
    assertThatThrownBy(() -> dataSources.add("../docs", "file", "default", Map.of()))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> dataSources.get("nothing")).isInstanceOf(NotFoundException.class);
  }

  @Test
  void scan_makes_one_self_contained_job_for_each_node_group() {
    dataSources.add("a", "file", "east", Map.of("root", "/a"));
    dataSources.add("b", "file", "west", Map.of("root", "/b"));
    dataSources.add("c", "file", "east", Map.of("root", "/c"));
    new ScanTemplates(fixture.database)
        .add("all", new ScanSpecification(List.of("c", "b", "a"), DETECTION));
    MasterJob started = scans.startTemplate("r1", "all");
    List<JobSummary> jobs = new JobBoard(fixture.database).ofMaster(started.masterJobId());
    assertThat(jobs)
        .allSatisfy(job -> assertThat(job.status()).isEqualTo(JobStatus.QUEUED))
        .allSatisfy(job -> assertThat(job.pendingCommand()).isEqualTo("START"))
        .extracting(JobSummary::nodeGroup, JobSummary::datasources)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("east", List.of("a", "c")),
            org.assertj.core.groups.Tuple.tuple("west", List.of("b")));
    assertThat(
            fixture.texts(
                "SELECT (configuration -> 'datasources')::text FROM jobs WHERE node_group = 'west'"))
        .containsExactly(
            "[{\"kind\": \"file\", \"name\": \"b\", \"owner\": \"\", \"region\": \"\","
                + " \"node_group\": \"west\", \"configuration\": {\"root\": \"/b\"}}]");
    assertThat(fixture.texts("SELECT configuration ->> 'detect' FROM jobs"))
        .map(DetectionJson::read)
        .containsExactly(DETECTION, DETECTION);
    assertThat(new ScanTemplates(fixture.database).get("all").specification().detection())
        .isEqualTo(DETECTION);
  }

  @Test
  void template_selects_data_sources_when_it_is_started_and_says_how_they_are_scanned() {
    dataSources.add("hr-1", "file", "east", Map.of());
    dataSources.add("docs", "file", "east", Map.of());
    dataSources.add("hr-2", "file", "west", Map.of());
    ScanSpecification specification =
        new ScanSpecification(
            List.of(),
            new DataSourceSelector("file", null, List.of("hr-*", "a*b")),
            DETECTION,
            new ScanLimits(1000L, 2, Duration.ofMinutes(1), 3),
            20);
    ScanTemplates templates = new ScanTemplates(fixture.database);
    templates.add("hr", specification);
    assertThat(templates.get("hr").specification()).isEqualTo(specification);
    dataSources.add("hr-3", "file", "west", Map.of());
    MasterJob started = new Scans(fixture.database, "ann", "audit").startTemplate("r1", "hr");
    templates.replace("hr", ScanSpecification.of("docs"));
    assertThat(new JobBoard(fixture.database).ofMaster(started.masterJobId()))
        .allSatisfy(job -> assertThat(job.priority()).isEqualTo(20))
        .extracting(JobSummary::datasources)
        .containsExactlyInAnyOrder(List.of("hr-1"), List.of("hr-2", "hr-3"));
    assertThat(fixture.texts("SELECT DISTINCT configuration ->> 'limits' FROM jobs"))
        .map(LimitsJson::read)
        .containsExactly(specification.limits());
    assertThat(fixture.texts("SELECT action || ' ' || actor || ' ' || reason FROM audit_log"))
        .containsExactly("scan start ann audit");
    assertThatThrownBy(
            () ->
                templates.add(
                    "odd",
                    new ScanSpecification(
                        List.of("docs"),
                        new DetectionSettings(
                            Map.of(InfoType.URL, new TypeRule(0, List.of("("))), List.of()))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not valid in RE2");
  }

  @Test
  void the_same_request_starts_one_scan() {
    dataSources.add("a", "file", "default", Map.of());
    MasterJob first = scans.start("r1", ScanSpecification.of("a"));
    assertThat(scans.start("r1", ScanSpecification.of("a"))).isEqualTo(first);
  }

  @Test
  void data_source_that_is_being_scanned_is_not_scanned_twice() {
    dataSources.add("a", "file", "default", Map.of());
    dataSources.add("b", "file", "default", Map.of());
    scans.start("r1", ScanSpecification.of("a"));
    assertThatThrownBy(() -> scans.start("r2", ScanSpecification.of("b", "a")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("\"a\" is being scanned by job");
    fixture.sql("UPDATE jobs SET status = 'COMPLETED'");
    assertThat(scans.start("r3", ScanSpecification.of("b", "a")).jobIds()).hasSize(1);
  }

  @Test
  void unknown_data_sources_and_templates_are_named() {
    assertThatThrownBy(() -> scans.start("r1", ScanSpecification.of("nothing")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("\"nothing\"");
    assertThatThrownBy(() -> scans.startTemplate("r1", "none"))
        .isInstanceOf(NotFoundException.class);
  }
}
