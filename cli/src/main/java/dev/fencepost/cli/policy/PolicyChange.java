package dev.fencepost.cli.policy;

import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.review.PolicyState;
import dev.fencepost.policy.file.PolicyDigest;
import dev.fencepost.policy.file.PolicyFile;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What applying one file would do.
 *
 * @param kind what has to be done
 */
public record PolicyChange(PolicyFile file, Kind kind) {

  /** How a file differs from what is applied. */
  public enum Kind {
    NEW,
    /** Judges otherwise: a new version with a fence. */
    CHANGED,
    /** Was paused or retired: a new version with a fence, on the same condition. */
    RESUMED,
    /** Only severity, description or labels: no fence. */
    DESCRIBED,
    UNCHANGED;

    public boolean needsFence() {
      return switch (this) {
        case NEW, CHANGED, RESUMED -> true;
        case DESCRIBED, UNCHANGED -> false;
      };
    }

    String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Whether applying the file would do anything. */
  boolean isDifferent() {
    return kind != Kind.UNCHANGED;
  }

  /** Compares files with the policies there are. */
  public static List<PolicyChange> of(List<PolicyFile> files, List<PolicyState> applied) {
    Map<String, PolicyState> byName =
        applied.stream().collect(Collectors.toMap(PolicyState::name, Function.identity()));
    return files.stream()
        .map(file -> new PolicyChange(file, kind(file, byName.get(file.name()))))
        .toList();
  }

  private static Kind kind(PolicyFile file, @Nullable PolicyState state) {
    if (state == null) {
      return Kind.NEW;
    }
    if (!PolicyDigest.judging(state.condition(), state.requiresStreamingUpdates())
        .equals(file.digest().judging())) {
      return Kind.CHANGED;
    }
    if (state.status() == PolicyStatus.PAUSED || state.status() == PolicyStatus.RETIRED) {
      return Kind.RESUMED;
    }
    return contentHash(file).equals(state.contentHash()) ? Kind.UNCHANGED : Kind.DESCRIBED;
  }

  /** The file as the fence takes it. */
  public PolicyDraft draft() {
    return new PolicyDraft(
        file.name(),
        file.condition().source(),
        file.requiresStreamingUpdates(),
        file.severity().key(),
        file.description(),
        file.labels(),
        contentHash(file),
        file.condition().languageLevel());
  }

  private static String contentHash(PolicyFile file) {
    return file.digest().judging() + "." + file.digest().metadata();
  }
}
