package dev.fencepost.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.policy.PolicyStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Draws the transition tables and compares with the diagrams that people read. */
class StateDiagramTest {

  /** Tests run in the folder of their module. */
  private static final Path PUBLISHED = Path.of("..", "docs", "states.md");

  private static final Path DRAWN = Path.of("target", "states.md");

  @Test
  void published_diagrams_are_the_transition_tables() throws IOException {
    String drawn = document();
    Files.createDirectories(DRAWN.getParent());
    Files.writeString(DRAWN, drawn);
    assertThat(Files.exists(PUBLISHED) ? Files.readString(PUBLISHED) : "")
        .as("docs/states.md; after a change of the tables copy core/target/states.md there")
        .isEqualTo(drawn);
  }

  private static String document() {
    return """
    # States

    Drawn by `StateDiagramTest` from the transition tables in `core`; the build fails when this file
    differs from them. Each diagram begins at the state in which a row is created; a state with an
    arrow to the end point is final.

    """
        + section(
            "Task",
            "`dev.fencepost.core.job.TaskStatus`. Going back to `QUEUED` is a retry and raises the"
                + " attempt;\nfrom `FAILED` only `job retry` does it.",
            diagram(TaskStatus.values(), TaskStatus::next, TaskStatus::isFinal))
        + "\n"
        + section(
            "Job",
            "`dev.fencepost.core.job.JobStatus`. A job that failed goes back to `QUEUED` by `job retry`"
                + " only.",
            diagram(JobStatus.values(), JobStatus::next, JobStatus::isFinal))
        + "\n"
        + section(
            "Policy version",
            "`dev.fencepost.core.policy.PolicyStatus`. The landing judges by versions that are"
                + " `BACKFILLING` or `ACTIVE`.",
            diagram(PolicyStatus.values(), PolicyStatus::next, status -> status.next().isEmpty()));
  }

  private static String section(String title, String text, String diagram) {
    return "## " + title + "\n\n" + text + "\n\n```mermaid\n" + diagram + "```\n";
  }

  private static <S extends Enum<S>> String diagram(
      S[] states, Function<S, Set<S>> next, Predicate<S> isFinal) {
    StringBuilder lines = new StringBuilder("stateDiagram-v2\n");
    lines.append("  [*] --> ").append(states[0]).append('\n');
    for (S from : states) {
      for (S to : next.apply(from)) {
        lines.append("  ").append(from).append(" --> ").append(to).append('\n');
      }
      if (isFinal.test(from)) {
        lines.append("  ").append(from).append(" --> [*]\n");
      }
    }
    return lines.toString();
  }
}
